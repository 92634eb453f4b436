// Diagrams: zoom, pan, full screen. A picture grows inside the frame that scrolls it, so that scroll bars, touch and
// arrow keys move it without further ado. Listeners sit on the figure: its frame may be exchanged by the focus box.
(() => {
  "use strict";
  const STEP = 1.25;
  const [LEAST, MOST] = [0.1, 8];
  const POINT = 4 / 3; // a picture's unit is a point

  const frameOf = (figure) => [...figure.querySelectorAll(".cb-scroll")].find((frame) => !frame.closest("[hidden]"));

  const shape = (svg, sizes) => Object.assign(svg.style, sizes);

  function resize(frame, width) {
    const svg = frame.querySelector("svg");
    if (!frame.classList.contains("cb-zoomed")) {
      const tall = Math.min(Math.max(frame.offsetHeight, 320), 0.85 * innerHeight);
      frame.style.height = `${tall}px`;
      frame.classList.add("cb-zoomed");
    }
    shape(svg, { width: `${width}px`, minWidth: "0", maxWidth: "none" });
  }

  function zoom(figure, factor, at) {
    const frame = frameOf(figure);
    const svg = frame.querySelector("svg");
    const [outer, before] = [frame.getBoundingClientRect(), svg.getBoundingClientRect()];
    const point = at || { x: outer.left + outer.width / 2, y: outer.top + outer.height / 2 };
    const natural = svg.viewBox.baseVal.width * POINT;
    const width = Math.min(Math.max(before.width * factor, LEAST * natural), MOST * natural);
    const share = { x: (point.x - before.left) / before.width, y: (point.y - before.top) / before.height };
    resize(frame, width);
    const after = svg.getBoundingClientRect();
    frame.scrollLeft += after.left + share.x * after.width - point.x;
    frame.scrollTop += after.top + share.y * after.height - point.y;
  }

  /** The whole picture in its frame: by its width on the page, by both sides on a full screen. */
  function fit(figure) {
    const frame = frameOf(figure);
    const box = frame.querySelector("svg").viewBox.baseVal;
    reset(frame);
    const full = figure.classList.contains("cb-full");
    const tall = full ? frame.clientHeight / box.height : Infinity;
    const scale = Math.min(frame.clientWidth / box.width, tall, full ? 3 * POINT : POINT);
    if (full) {
      resize(frame, box.width * scale);
    } else {
      shape(frame.querySelector("svg"), { width: `${box.width * scale}px`, minWidth: "0" });
    }
  }

  /** As the page first showed it. */
  function reset(frame) {
    frame.classList.remove("cb-zoomed");
    frame.style.height = "";
    shape(frame.querySelector("svg"), { width: "", minWidth: "", maxWidth: "" });
  }

  function enter(figure) {
    figure.classList.add("cb-full");
    const settle = () => fit(figure);
    if (figure.requestFullscreen) figure.requestFullscreen().then(settle, settle);
    settle();
    frameOf(figure).focus();
  }

  function leave() {
    if (document.fullscreenElement) document.exitFullscreen();
    document.querySelectorAll(".cb-full").forEach((figure) => {
      figure.classList.remove("cb-full");
      reset(frameOf(figure));
      frameOf(figure).focus();
    });
  }

  const deeds = {
    in: (figure) => zoom(figure, STEP),
    out: (figure) => zoom(figure, 1 / STEP),
    fit,
    full: (figure) => (figure.classList.contains("cb-full") ? leave() : enter(figure)),
  };
  const keys = { "+": "in", "=": "in", "-": "out", "0": "fit", f: "full", F: "full" };

  function listenToKeys(figure) {
    figure.addEventListener("keydown", (event) => {
      if (!event.target.closest(".cb-scroll") || event.ctrlKey || event.metaKey || event.altKey) return;
      event.stopPropagation(); // single letters are the theme's keys too
      if (event.key === "Escape") leave();
      if (!(event.key in keys)) return;
      event.preventDefault();
      deeds[keys[event.key]](figure);
    });
  }

  /** The wheel scrolls the page, and zooms only where asked for. */
  function listenToWheel(figure) {
    const zoomByWheel = (event) => {
      if (!event.target.closest(".cb-scroll")) return;
      if (!event.ctrlKey && !event.metaKey && !figure.classList.contains("cb-full")) return;
      event.preventDefault();
      zoom(figure, Math.exp(-event.deltaY / 400), { x: event.clientX, y: event.clientY });
    };
    figure.addEventListener("wheel", zoomByWheel, { passive: false });
  }

  /** A mouse drags; what was dragged is no click on a link. */
  function listenToMouse(figure) {
    let start = null;
    let dragged = false;
    figure.addEventListener("pointerdown", (event) => {
      const frame = event.target.closest(".cb-scroll");
      dragged = false;
      if (!frame || event.pointerType !== "mouse" || event.button !== 0) return;
      start = { frame, x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
    });
    figure.addEventListener("pointermove", (event) => {
      if (!start) return;
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!dragged && Math.hypot(x, y) < 4) return;
      if (!dragged) start.frame.setPointerCapture(event.pointerId);
      dragged = true;
      start.frame.scrollTo(start.left - x, start.top - y);
    });
    const stop = () => (start = null);
    figure.addEventListener("pointerup", stop);
    figure.addEventListener("pointercancel", stop);
    figure.addEventListener("dragstart", (event) => event.preventDefault());
    const swallow = (event) => {
      if (!dragged || !event.target.closest(".cb-scroll")) return;
      event.preventDefault();
      event.stopPropagation();
    };
    figure.addEventListener("click", swallow, true);
  }

  /** Two fingers zoom; one finger scrolls, as everywhere. */
  function listenToTouch(figure) {
    let apart = 0;
    const spread = (touches) => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
    const pinch = (event) => {
      if (event.touches.length !== 2 || !event.target.closest(".cb-scroll")) {
        apart = 0;
        return;
      }
      event.preventDefault();
      const [one, two] = event.touches;
      const middle = { x: (one.clientX + two.clientX) / 2, y: (one.clientY + two.clientY) / 2 };
      const now = spread(event.touches);
      if (apart) zoom(figure, now / apart, middle);
      apart = now;
    };
    ["touchstart", "touchmove", "touchend"].forEach((name) => figure.addEventListener(name, pinch, { passive: false }));
  }

  function listenToButtons(figure) {
    figure.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button && button.dataset.do in deeds) deeds[button.dataset.do](figure);
    });
  }

  document.querySelectorAll(".cb-figure").forEach((figure) => {
    [listenToButtons, listenToKeys, listenToWheel, listenToMouse, listenToTouch].forEach((listen) => listen(figure));
    figure.querySelectorAll(".cb-tools").forEach((tools) => (tools.hidden = false));
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".cb-full")) leave();
  });
})();
