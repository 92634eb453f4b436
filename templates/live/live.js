// Added by `serve` to the pages that it hands out, never part of the built site: waits for the next version, shows findings.
(() => {
  const { mark } = document.currentScript.dataset;
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

  // The page that is seen is made first after a save.
  const ask = (after) => fetch(`/~live?${new URLSearchParams({
    after, lang: document.documentElement.lang, page: location.pathname, ...(document.hidden ? {} : { seen: 1 }),
  })}`, { cache: "no-store" });

  async function wait() {
    try {
      const news = await (await ask(version)).json();
      if (news.mark && news.mark !== mark) { location.reload(); return; }
      if (news.version !== version) show(news);
      version = news.version;
      wait();
    } catch {
      setTimeout(wait, 1000); // the server is being started again
    }
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(-1).catch(() => {}); });
  wait();
})();
