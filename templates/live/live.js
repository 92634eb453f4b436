// Added by `serve` to the pages that it hands out, never part of the built site: waits for the next version, shows findings.
(() => {
  const build = Number(document.currentScript.dataset.build);
  let version = -1;

  const make = (tag, words, ...inside) => {
    const item = document.createElement(tag);
    item.textContent = words; // a model's words are text, never markup
    item.append(...inside);
    return item;
  };

  function show({ head, lines }) {
    document.getElementById("cb-live")?.remove();
    if (!lines.length) return;
    const list = make("ul", "", ...lines.map((line) => make("li", line)));
    const box = make("details", "", make("summary", head), list);
    box.id = "cb-live";
    box.open = sessionStorage.cbLive !== "closed";
    box.addEventListener("toggle", () => { sessionStorage.cbLive = box.open ? "open" : "closed"; });
    box.style.cssText = "position:fixed;bottom:1rem;right:1rem;z-index:9;max-width:36rem;max-height:50vh;overflow:auto;"
      + "padding:.6rem 1rem;font-size:.7rem;border:1px solid;background:var(--md-default-bg-color);color:var(--md-default-fg-color)";
    document.body.append(box);
  }

  async function wait() {
    try {
      const answer = await fetch(`/~live?after=${version}&lang=${document.documentElement.lang}`, { cache: "no-store" });
      const news = await answer.json();
      if (news.build > build) { location.reload(); return; }
      if (news.version !== version) show(news);
      version = news.version;
      wait();
    } catch {
      setTimeout(wait, 1000); // the server is being started again
    }
  }

  wait();
})();
