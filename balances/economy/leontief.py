"""Input-output arithmetic: A, L, productive systems. Pure functions on arrays.

Here, and only here, A, L, Z, x and y go by their letters.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from scipy.sparse.csgraph import connected_components

from balances.economy.economy import Matrix, Vector, frozen_matrix


def technical_coefficients(Z: Matrix, x: Vector) -> Matrix:
    """A = Z x^-1, a_ij = z_ij / x_j [unit_i / unit_j]; a zero column where x_j is zero.

    Source: Miller & Blair (2009), eq. 2.3.
    """
    inverse = np.divide(1.0, x, out=np.zeros_like(x), where=x != 0.0)
    return frozen_matrix(Z @ sp.diags_array(inverse))


def full_coefficients(A: Matrix) -> Vector:
    """L = (I - A)^-1, the full requirements per unit of final use [unit_i / unit_j], dense.

    Raises:
        numpy.linalg.LinAlgError: I - A is singular.

    Source: Miller & Blair (2009), eq. 2.10.
    """
    L: Vector = np.linalg.inv(np.eye(A.shape[0]) - A.toarray())
    return L


def gross_outputs(A: Matrix, y: Vector) -> Vector:
    """Gross outputs for final use y: x = (I - A)^-1 y [unit]."""
    x: Vector = np.linalg.solve(np.eye(A.shape[0]) - A.toarray(), y)
    return x


def spectral_radius(A: Matrix) -> float:
    """rho(A), the largest modulus of an eigenvalue; 0 for an empty matrix."""
    return max((radius for _, radius in indecomposable_groups(A)), default=0.0)


def indecomposable_groups(A: Matrix) -> list[tuple[tuple[int, ...], float]]:
    """The strongly connected groups of A that have a circuit, each with its spectral radius.

    The spectrum of A is the union of those of its indecomposable diagonal blocks, so A is
    productive (Hawkins-Simon) exactly if every group here has a radius below 1.
    """
    count, labels = connected_components(A, directed=True, connection="strong")
    order = np.argsort(labels, kind="stable")
    groups = np.split(order, np.cumsum(np.bincount(labels, minlength=count))[:-1])
    found = []
    for group in groups:
        block = A[group][:, group].toarray()
        if group.size == 1 and block[0, 0] == 0.0:
            continue
        radius = float(np.max(np.abs(np.linalg.eigvals(block))))
        found.append((tuple(int(i) for i in group), radius))
    return sorted(found, key=lambda pair: -pair[1])


def is_productive(A: Matrix) -> bool:
    """Whether any final use can be met, given enough of everything else: rho(A) < 1.

    Source: Hawkins & Simon (1949).
    """
    return spectral_radius(A) < 1.0
