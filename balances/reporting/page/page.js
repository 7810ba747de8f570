"use strict";
// Sorts and filters tables, draws the flows of other products, moves through the decrees.
// Words are only ever set as text: nothing here turns a name into markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";

  /** An element with attributes and children; in the name space of drawings on request. */
  function make(name, attributes = {}, children = [], space = null) {
    const made = space ? document.createElementNS(space, name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  const draw = (name, attributes, children) => make(name, attributes, children, SVG);

  // Figures in words, as the tables have them: rounded half up, but short of the whole never 100 %.
  const MET = 1 - 1e-6;
  const HALF = 0.5 + 1e-9;
  function percent(share) {
    const tenths = share > 0.999 && share < MET ? 999 : Math.floor(share * 1000 + HALF);
    return `${(tenths / 10).toFixed(1)} %`;
  }

  function amount(value) {
    const digits = value === 0 || value >= 10000 ? 0 : Math.max(1, 3 - Math.floor(Math.log10(value)));
    const places = Math.min(digits, 8);
    return value.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });
  }

  // Sorting: figures before words, blanks last; a third press gives the order of the plan back.
  function sortKey(cell) {
    const text = cell.textContent.trim();
    if (text === "") return null;
    if (text === "–") return 0;
    const value = Number(text.replaceAll(",", "").replaceAll("−", "-").replace(/ ?%$/, ""));
    return Number.isNaN(value) ? text : value;
  }

  function compare(one, other) {
    if (typeof one === "number" && typeof other === "number") return one - other;
    if (typeof one === "number") return -1;
    if (typeof other === "number") return 1;
    return one.localeCompare(other, "en", { numeric: true });
  }

  function sortable(table) {
    const body = table.tBodies[0];
    const given = [...body.rows];
    const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
    heads.forEach((head, column) => {
      const button = make("button", { type: "button" }, [...head.childNodes]);
      head.append(button);
      button.addEventListener("click", () => {
        const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
        const order = next === undefined ? "ascending" : next;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        if (order === null) return body.append(...given);
        head.setAttribute("aria-sort", order);
        const keyed = given.map((row) => [sortKey(row.cells[column]), row]);
        const known = keyed.filter(([key]) => key !== null);
        const blank = keyed.filter(([key]) => key === null);
        const sign = order === "ascending" ? 1 : -1;
        known.sort(([one], [other]) => sign * compare(one, other));
        body.append(...[...known, ...blank].map(([, row]) => row));
      });
    });
  }

  // Filtering: a row stays when it holds every word that is typed.
  function filterable(table) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < 12) return;
    const box = make("input", { type: "search", autocomplete: "off", "aria-controls": table.id });
    const count = make("span", { role: "status" });
    const label = make("label", {}, ["Filter ", box]);
    box.setAttribute("aria-label", `Filter rows of: ${table.caption.textContent}`);
    table.parentElement.before(make("div", { class: "control" }, [label, count]));
    box.addEventListener("input", () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const text = [...row.cells].map((cell) => cell.textContent).join(" ").toLowerCase();
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      count.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
    });
  }

  // Flows: the same heights and rules as the diagram that the page came with.
  const TALL = 220, SLOT = 34, GAP = 6, LONGEST = 24;
  const sum = (side) => side.reduce((total, [, quantity]) => total + quantity, 0);
  const short = (words) => (words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1).trimEnd()}…`);

  function side(flows, total, height, atLeft, bands, labels) {
    const [edge, inner] = atLeft ? [1.5, 49] : [98.5, 51];
    const [x, anchor] = atLeft ? ["2.5%", "start"] : ["97.5%", "end"];
    let top = (height - tall(flows, total) + GAP) / 2;
    let joined = (height - TALL) / 2;
    for (const [word, quantity] of flows) {
      const thick = (TALL * quantity) / total;
      const slot = Math.max(SLOT, thick);
      const start = top + (slot - thick) / 2;
      const half = (edge + inner) / 2;
      const path = `M${edge} ${start}C${half} ${start} ${half} ${joined} ${inner} ${joined}V${joined + thick}C${half} ${joined + thick} ${half} ${start + thick} ${edge} ${start + thick}Z`;
      bands.push(draw("path", { d: path, class: atLeft ? "from" : "into" }));
      bands.push(draw("rect", { x: atLeft ? 0 : 98.5, y: start, width: 1.5, height: thick, class: "node" }));
      const middle = top + slot / 2;
      labels.push(draw("text", { x, y: middle - 3, "text-anchor": anchor }, [short(data.words[word])]));
      const figure = `${amount(quantity)} · ${percent(quantity / total)}`;
      labels.push(draw("text", { x, y: middle + 12, "text-anchor": anchor, class: "figure" }, [figure]));
      top += slot + GAP;
      joined += thick;
    }
  }

  const tall = (flows, total) =>
    flows.reduce((height, [, quantity]) => height + Math.max(SLOT, (TALL * quantity) / total) + GAP, 0);

  function finding(title, unit, sources, uses) {
    const total = sum(sources);
    const head = `${title}: ${amount(total)} ${unit}`;
    if (!uses.length || total <= 0) return head;
    const [word, most] = uses.reduce((best, flow) => (flow[1] > best[1] ? flow : best));
    return `${head}; the largest use is ${data.words[word].replace(/^to /, "")}, ${percent(most / total)}`;
  }

  function drawFlow(figure, mode, product, period) {
    const [sources, uses] = data.flows[mode][product][period];
    const [name, unit] = data.products[product];
    const total = Math.max(sum(sources), sum(uses)) || 1;
    const height = Math.max(TALL, tall(sources, total), tall(uses, total));
    const bands = [], labels = [];
    side(sources, total, height, true, bands, labels);
    side(uses, total, height, false, bands, labels);
    bands.push(draw("rect", { x: 49, y: (height - TALL) / 2, width: 2, height: TALL, class: "node" }));
    const stretched = draw("svg", { viewBox: `0 0 100 ${height}`, preserveAspectRatio: "none", width: "100%", height }, bands);
    const title = finding(`${name}, ${data.periods[period]}`, unit, sources, uses);
    const listed = (flows) => flows.map(([word, quantity]) => `${data.words[word]} ${amount(quantity)}`).join("; ") || "none";
    const words = `Flow diagram. Sources: ${listed(sources)}. Uses: ${listed(uses)}. All in ${unit}.`;
    const id = figure.id;
    figure.replaceChildren(
      make("figcaption", {}, [title]),
      draw("svg", { role: "img", "aria-labelledby": `${id}-title ${id}-desc`, width: "100%", height }, [
        draw("title", { id: `${id}-title` }, [title]),
        draw("desc", { id: `${id}-desc` }, [words]),
        draw("g", { "aria-hidden": "true" }, [stretched, ...labels]),
      ]),
    );
  }

  function chooser(words, id, names, chosen) {
    const options = names.map((name, value) => make("option", { value }, [name]));
    const box = make("select", { id }, options);
    box.value = String(chosen);
    return [make("label", {}, [`${words} `, box]), box];
  }

  function flows(control) {
    const [product, products] = chooser("Product", "flow-product", data.products.map(([name]) => name), 0);
    const [period, periods] = chooser("Period", "flow-period", data.periods, data.periods.length - 1);
    control.classList.add("control");
    control.append(product, period);
    control.addEventListener("change", () => {
      for (const mode of Object.keys(data.flows)) {
        const figure = document.getElementById(`flow-${mode}`);
        if (figure) drawFlow(figure, mode, Number(products.value), Number(periods.value));
      }
    });
  }

  // Decrees: one panel at a time, and the goals before and after it.
  function decrees(control) {
    const panels = [...document.getElementById("steps").children];
    const titles = panels.map((panel) => panel.querySelector("h3").textContent);
    const said = document.getElementById("steps-said");
    const table = document.getElementById("goals-after");
    const goals = table ? [...table.tBodies[0].rows] : [];
    const slider = make("input", { type: "range", min: 0, max: panels.length - 1, step: 1, value: 0, id: "steps-slider", "aria-label": "Decree" });
    const back = make("button", { type: "button", id: "steps-back" }, ["◀ Previous"]);
    const on = make("button", { type: "button", id: "steps-on" }, ["Next ▶"]);
    const place = make("span");
    const shown = (share) => (share === null || share === undefined ? "" : share === 0 ? "–" : percent(share));

    function show(position, speak) {
      panels.forEach((panel, at) => { panel.hidden = at !== position; });
      slider.value = String(position);
      slider.setAttribute("aria-valuetext", titles[position]);
      place.textContent = `${position + 1} of ${panels.length}`;
      back.disabled = position === 0;
      on.disabled = position === panels.length - 1;
      goals.forEach((row, goal) => {
        row.cells[2].textContent = position > 0 ? shown(data.steps[position - 1][goal]) : "";
        row.cells[3].textContent = shown(data.steps[position][goal]);
      });
      const words = [...panels[position].querySelectorAll(":scope > p")].map((p) => p.textContent);
      said.textContent = speak ? `${position + 1} of ${panels.length}. ${titles[position]}. ${words.join(" ")}` : "";
    }

    slider.addEventListener("input", () => show(Number(slider.value), true));
    back.addEventListener("click", () => show(Number(slider.value) - 1, true));
    on.addEventListener("click", () => show(Number(slider.value) + 1, true));
    control.classList.add("control");
    control.append(back, on, place, slider);
    show(0, false);
  }

  // Lays out the sections one by one when there is time, for search and for screen readers.
  function settle(sections) {
    if (!sections.length) return;
    const idle = window.requestIdleCallback || ((then) => setTimeout(then, 50));
    idle(() => {
      sections[0].classList.add("settled");
      settle(sections.slice(1));
    });
  }

  const flowControl = document.getElementById("flow-control");
  if (flowControl) flows(flowControl);
  const stepControl = document.getElementById("steps-control");
  if (stepControl) decrees(stepControl);
  document.querySelectorAll("table").forEach((table) => {
    sortable(table);
    filterable(table);
  });
  settle([...document.querySelectorAll("section")]);
})();
