// The focus box: any element of the model with its neighbours, drawn in the browser in the place of the page's diagram.
(() => {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";
  const here = document.currentScript.src;
  const address = (path) => new URL(`../${path}`, here).href;
  let asked = null;

  /** The model in brief, as a script: a page read from a file may not fetch. */
  function graph() {
    asked ||= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("graph.js", here).href;
      script.onload = () => done(window.cetakbiruGraph);
      script.onerror = failed;
      document.head.append(script);
    });
    return asked;
  }

  function make(tag, attributes, ...children) {
    const item = document.createElement(tag);
    Object.entries(attributes).forEach(([name, value]) => item.setAttribute(name, value));
    item.append(...children);
    return item;
  }

  function draw(tag, attributes, ...children) {
    const item = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => item.setAttribute(name, value));
    item.append(...children);
    return item;
  }

  function drawBox(box, centre) {
    const first = box.y + (box.height - box.lines.length * 12) / 2 + 9.5;
    const { x, y, width, height } = box;
    const corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]].join(" ");
    const lines = box.lines.map((line, number) =>
      draw("text", { x: x + width / 2, y: first + number * 12, "text-anchor": "middle" }, line));
    const link = draw("a", { href: address(box.address) },
      draw("title", {}, `${box.label}: ${box.name}`), draw("polygon", { points: corners }), ...lines);
    return draw("g", { class: `node c-${box.color} ${box === centre ? "own centre" : "around"}` }, link);
  }

  function drawEdge(edge) {
    return draw("g", { class: "edge" }, draw("title", {}, edge.label),
      draw("path", { d: edge.path, fill: "none" }), draw("polygon", { points: edge.head }));
  }

  function picture({ centre, boxes, edges, size }, words) {
    const [width, height] = [size.width + 90, size.height + 16];
    const svg = draw("svg", { viewBox: `-45 -8 ${width} ${height}`, width: (width * 4) / 3, class: "cb-svg" },
      draw("title", {}, words), ...edges.map(drawEdge), ...boxes.map((box) => drawBox(box, centre)));
    svg.style.setProperty("--natural", `${(width * 4) / 3}px`);
    return svg;
  }

  /** The relations as a table, made like the one under the page's diagram. */
  function table(figure, edges) {
    const copy = figure.querySelector(".cb-table").cloneNode(true);
    const end = (box) => make("td", {}, make("a", { href: address(box.address) }, box.name));
    const rows = edges.map((edge) => make("tr", {}, end(edge.source), make("td", {}, edge.label), end(edge.target)));
    copy.querySelector("tbody").replaceChildren(...rows);
    return copy;
  }

  function legend(boxes) {
    const kinds = new Map(boxes.map((box) => [box.kind, box]));
    const keys = [...kinds].sort((a, b) => a[0] - b[0]).map(([, box]) =>
      make("span", { class: `cb-key c-${box.color}` }, box.label));
    return make("p", { class: "cb-legend" }, ...keys.flatMap((key) => [key, " "]));
  }

  const own = (figure) => figure.querySelectorAll(":scope > .cb-scroll, :scope > figcaption, :scope > .cb-table");

  function back(figure) {
    figure.querySelectorAll(".cb-found").forEach((found) => found.remove());
    own(figure).forEach((part) => (part.hidden = false));
    figure.querySelector("[data-do=back]").hidden = true;
    figure.querySelector(".cb-focus [role=status]").textContent = "";
  }

  const filled = (words, facts) => words.replace(/\{(\w+)\}/g, (_, key) => facts[key]);

  function show(figure, model, centre) {
    const form = figure.querySelector(".cb-focus");
    const depth = Number(form.elements.depth.value);
    const found = window.cetakbiru.neighbourhood(model, centre, depth);
    back(figure);
    const facts = { name: found.centre.name, nodes: found.boxes.length, edges: found.edges.length, depth, count: found.leftOut };
    const words = filled(form.dataset.done, facts) + (found.leftOut ? ` ${filled(form.dataset.leftOut, facts)}` : "");
    const frame = make("div", { class: "cb-scroll", tabindex: 0, role: "region", "aria-label": found.centre.name },
      make("div", { class: "cb-diagram" }, picture(found, words)));
    own(figure).forEach((part) => (part.hidden = true));
    form.after(make("div", { class: "cb-found" }, frame, legend(found.boxes), table(figure, found.edges)));
    frame.scrollLeft = found.centre.x * (frame.scrollWidth / found.size.width) - frame.clientWidth / 2;
    form.querySelector("[data-do=back]").hidden = false;
    form.querySelector("[role=status]").textContent = words;
  }

  /** The element that some words mean: an entry of the list, an id, a name, or the only name that begins so. */
  function meant(model, words) {
    const wanted = words.trim().toLowerCase();
    const id = /\(([^()]+)\)$/.exec(wanted)?.[1] || wanted;
    const exact = model.elements.findIndex(([key]) => key.toLowerCase() === id);
    if (exact >= 0 || !wanted) return exact;
    const named = model.elements.findIndex(([, name]) => name.toLowerCase() === wanted);
    return named >= 0 ? named : model.elements.findIndex(([, name]) => name.toLowerCase().startsWith(wanted));
  }

  function offer(model) {
    if (document.getElementById("cb-elements")) return;
    const options = model.elements.map(([key, name]) => make("option", { value: `${name} (${key})` }));
    document.body.append(make("datalist", { id: "cb-elements" }, ...options));
  }

  async function open(figure, button) {
    const form = figure.querySelector(".cb-focus");
    form.hidden = !form.hidden;
    button.setAttribute("aria-expanded", String(!form.hidden));
    if (form.hidden) {
      back(figure);
      return;
    }
    form.elements.element.focus();
    offer(await graph());
  }

  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    const model = await graph();
    const centre = meant(model, form.elements.element.value);
    if (centre >= 0) show(form.closest(".cb-figure"), model, centre);
    else form.querySelector("[role=status]").textContent = filled(form.dataset.unknown, { text: form.elements.element.value });
  }

  document.querySelectorAll(".cb-figure").forEach((figure) => {
    figure.querySelector(".cb-focus")?.addEventListener("submit", submit);
    figure.addEventListener("click", (event) => {
      const deed = event.target.closest("button[data-do]")?.dataset.do;
      if (deed === "focus") open(figure, event.target.closest("button"));
      if (deed === "back") back(figure);
    });
  });
})();
