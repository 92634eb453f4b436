// Diagrams to files: an SVG that needs no style sheet, in the light colours of paper, and a PNG of twice its size.
(() => {
  "use strict";
  const POINT = 4 / 3;
  const LARGEST = 12000; // pixels a side that browsers draw without fail
  const PAINT = [
    "fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "paint-order",
    "font-family", "font-size", "font-weight", "text-anchor",
  ];
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const colours = new Map();

  /** A colour that any program reads, whatever the style sheet mixed it from. */
  function plain(colour) {
    if (colour === "none" || !/^(rgb|hsl|color|lab|lch|ok)/.test(colour)) return colour;
    if (!colours.has(colour)) {
      pixel.clearRect(0, 0, 1, 1);
      pixel.fillStyle = colour;
      pixel.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
      colours.set(colour, alpha ? `rgb(${red},${green},${blue})` : "none");
    }
    return colours.get(colour);
  }

  function paint(item) {
    const style = getComputedStyle(item);
    PAINT.forEach((name) => {
      const value = style.getPropertyValue(name);
      if (value) item.setAttribute(name, name === "fill" || name === "stroke" ? plain(value) : value);
    });
  }

  /** Links that still lead to the site where it has an address; from a file they would lead nowhere. */
  function link(item) {
    const target = new URL(item.getAttribute("href"), location.href);
    if (target.protocol === "file:") item.removeAttribute("href");
    else item.setAttribute("href", target.href);
  }

  function standalone(picture) {
    const host = document.createElement("div");
    host.dataset.mdColorScheme = "default";
    host.className = "cb-offstage";
    const svg = host.appendChild(picture.cloneNode(true));
    document.body.append(host);
    svg.querySelectorAll("path, polygon, polyline, ellipse, text, rect").forEach(paint);
    host.remove();
    svg.querySelectorAll("a[href]").forEach(link);
    [svg, ...svg.querySelectorAll("*")].forEach((item) => ["class", "style"].forEach((name) => item.removeAttribute(name)));
    const { x, y, width, height } = picture.viewBox.baseVal;
    const paper = document.createElementNS(svg.namespaceURI, "rect");
    Object.entries({ x, y, width, height, fill: "#ffffff" }).forEach(([name, value]) => paper.setAttribute(name, value));
    svg.insertBefore(paper, svg.querySelector("g"));
    svg.setAttribute("width", Math.round(width * POINT));
    svg.setAttribute("height", Math.round(height * POINT));
    return new XMLSerializer().serializeToString(svg);
  }

  async function raster(text, { width, height }) {
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const scale = Math.min(2 * POINT, LARGEST / width, LARGEST / height);
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function save(blob, name) {
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = name;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href), 10000);
  }

  const fileName = (words) => words.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button[data-do=svg], button[data-do=png]");
    if (!button) return;
    const frames = [...button.closest(".cb-figure").querySelectorAll(".cb-scroll")];
    const frame = frames.find((item) => !item.closest("[hidden]"));
    const picture = frame.querySelector("svg");
    const text = standalone(picture);
    const svg = new Blob([text], { type: "image/svg+xml" });
    const kind = button.dataset.do;
    save(kind === "png" ? await raster(text, picture.viewBox.baseVal) : svg, `${fileName(frame.getAttribute("aria-label"))}.${kind}`);
  });
})();
