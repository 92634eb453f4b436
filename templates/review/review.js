"use strict";
// Everything stands in the page already; this only filters it, fades between its states and shows its paths.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const make = (tag, words = "", kind = "") => Object.assign(document.createElement(tag), { textContent: words, className: kind });

// Dark or light: as the system has it, until the reader chooses. A page opened from a file may be denied a memory.
const dark = one("#dark");
const remembered = (value) => {
  try { return value ? localStorage.setItem("cetakbiru-dark", value) : localStorage.getItem("cetakbiru-dark"); } catch { return null; }
};
const paint = (isDark) => {
  document.documentElement.dataset.theme = isDark ? "dark" : "light";
  dark.setAttribute("aria-pressed", String(isDark));
};
paint(remembered() ? remembered() === "yes" : matchMedia("(prefers-color-scheme: dark)").matches);
dark.hidden = false;
dark.addEventListener("click", () => {
  paint(dark.getAttribute("aria-pressed") !== "true");
  remembered(dark.getAttribute("aria-pressed") === "true" ? "yes" : "no");
});

// Diagrams: three states by radio buttons, and all between them by the slider; 0 is before, 100 after.
const STATES = { before: 0, both: 50, after: 100 };
for (const picture of all(".picture")) {
  const slider = one("input[type=range]", picture);
  if (!slider) continue;
  const radios = all("input[type=radio]", picture);
  const fade = (value) => {
    for (const radio of radios) radio.checked = STATES[radio.value] === Number(value);
    picture.style.setProperty("--at", value / 100);
    slider.value = value;
  };
  slider.hidden = false;
  slider.addEventListener("input", () => fade(slider.value));
  for (const radio of radios) radio.addEventListener("change", () => fade(STATES[radio.value]));
  picture.addEventListener("keydown", (event) => {
    const radio = radios["123".indexOf(event.key)];
    if (radio && !event.ctrlKey && !event.metaKey && !event.altKey) fade(STATES[radio.value]);
    const step = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
    const canvas = event.target.closest(".canvas");
    if (step && canvas && canvas.scrollWidth <= canvas.clientWidth) {
      fade(Math.min(100, Math.max(0, Number(slider.value) + step)));
      event.preventDefault();
    }
  });
  // What changes may lie outside of what a small screen shows of the diagram: begin there.
  const centre = () => {
    const canvas = one(".canvas", picture);
    const changed = one(".node.m-added, .node.m-removed, .node.m-changed, .edge.m-added, .edge.m-removed, .edge.m-changed", canvas);
    if (!changed || !picture.open) return;
    const [frame, spot] = [canvas.getBoundingClientRect(), changed.getBoundingClientRect()];
    canvas.scrollBy({ left: spot.x + spot.width / 2 - frame.x - frame.width / 2, top: spot.y + spot.height / 2 - frame.y - frame.height / 2, behavior: "instant" });
  };
  picture.addEventListener("toggle", centre, { once: true });
  centre();
}

// The list of changes.
const form = one("#filter");
if (form) {
  const rows = all("#rows tbody tr");
  const output = one("#filtered");
  const filter = () => {
    const words = form.elements.text.value.toLowerCase().split(/\s+/);
    const signs = new Set(all("input[name=sign]:checked", form).map((box) => box.value));
    const fits = (row) => ["unit", "what"].every((key) => ["*", row.dataset[key]].includes(form.elements[key].value))
      && signs.has(row.dataset.sign) && words.every((word) => row.dataset.text.includes(word));
    for (const row of rows) row.hidden = !fits(row);
    const count = rows.filter((row) => !row.hidden).length;
    output.textContent = output.dataset.words.replace("{shown}", count).replace("{all}", rows.length);
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();
}

// The impact explorer.
const explorer = one("#explorer");
if (explorer) {
  const { names, items } = JSON.parse(one("#reach").textContent);
  const list = one("#chosen");
  const view = one("#reached");
  const words = explorer.dataset;
  const count = (item) => words.services.replace("{count}", item.up.length);
  const options = items.map((item, number) => new Option(`${item.sign} ${names[item.name]} — ${count(item)}`, number));
  const paths = (title, found) => {
    const box = make("div");
    box.append(make("h4", `${title} (${found.length})`));
    const entries = make("ul", "", "paths");
    for (const path of found) {
      const entry = make("li");
      entry.append(make("strong", names[path.at(-1)]), make("span", path.map((step) => names[step]).join(" → "), "path"));
      entries.append(entry);
    }
    box.append(found.length ? entries : make("p", words.none));
    return box;
  };
  const fact = (title, found) => make("p", `${title}: ${found.join(", ") || words.none}`);
  const show = () => {
    const item = items[list.value];
    if (!item) return;
    const columns = make("div", "", "columns");
    columns.append(paths(words.up, item.up), paths(words.down, item.down));
    view.replaceChildren(make("h3", `${item.sign} ${names[item.name]}`), make("p", item.id, "id"),
      fact(words.units, item.units.map((unit) => names[unit])), fact(words.codes, item.codes), columns);
  };
  const seek = () => {
    const wanted = one("#seek").value.toLowerCase();
    list.replaceChildren(...options.filter((option) => option.text.toLowerCase().includes(wanted)));
    list.selectedIndex = 0;
    show();
  };
  explorer.hidden = false;
  one("#seek").addEventListener("input", seek);
  list.addEventListener("change", show);
  for (const link of all("[data-impact]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault(); // the jump to the section would take the focus from the list
      one("#seek").value = "";
      seek();
      list.value = link.dataset.impact;
      show();
      one("#impact").scrollIntoView();
      list.focus({ preventScroll: true });
    });
  }
  seek();
}
