// The neighbourhood of an element and its layout: columns by domain, rows so that edges cross little. No page is touched.
(() => {
  "use strict";
  const LIMIT = 40; // elements in one picture
  const TALL = 14; // elements in one column
  const [WIDE, LINE, GAP, AISLE] = [146, 12, 12, 60];
  const LETTERS = 26;

  /** Neighbours of each element, as numbers, either way. */
  function links(graph) {
    const next = graph.elements.map(() => new Set());
    graph.relations.forEach(([source, target]) => {
      next[source].add(target);
      next[target].add(source);
    });
    return next;
  }

  /**
   * Elements up to some steps away, as many as one picture bears. Nearer ones come first; among equals those reached by
   * way of something little connected, since what everything uses says little about the centre. Relations between two
   * of the farthest are not on any way from the centre.
   */
  function around(graph, centre, depth) {
    const next = links(graph);
    const away = new Map([[centre, 0]]);
    const width = new Map([[centre, 0]]);
    let edge = [centre];
    for (let step = 1; step <= depth; step += 1) {
      const found = new Map();
      edge.forEach((item) => next[item].forEach((other) => {
        if (!away.has(other)) found.set(other, Math.min(next[item].size, found.get(other) || Infinity));
      }));
      found.forEach((ways, item) => width.set(item, ways) && away.set(item, step));
      edge = [...found.keys()];
    }
    const ranked = [...away.keys()].sort((a, b) => away.get(a) - away.get(b) || width.get(a) - width.get(b) || a - b);
    const kept = new Set(ranked.slice(0, LIMIT));
    const near = (item) => away.get(item) < depth;
    const relations = graph.relations.filter(
      ([source, target]) => kept.has(source) && kept.has(target) && (near(source) || near(target)));
    return { ids: [...kept], relations, leftOut: ranked.length - kept.size };
  }

  function wrap(words) {
    const lines = [""];
    words.split(/\s+/).forEach((word) => {
      const last = lines[lines.length - 1];
      if (last && last.length + word.length >= LETTERS) lines.push(word);
      else lines[lines.length - 1] = last ? `${last} ${word}` : word;
    });
    const short = lines.slice(0, 4).map((line) => (line.length > LETTERS + 4 ? `${line.slice(0, LETTERS + 2)}…` : line));
    if (lines.length > 4) short[3] += " …";
    return short;
  }

  function boxes(graph, ids) {
    return ids.map((id) => {
      const [key, name, kind, owner, address] = graph.elements[id];
      const [label, color, column] = graph.kinds[kind];
      const lines = [...wrap(name), ...(graph.owners[owner] ? [`(${graph.owners[owner]})`] : [])];
      return { id, key, name, kind, label, color, column, address, lines, height: lines.length * LINE + 10 };
    });
  }

  /** Columns of boxes by domain, a long one cut into several. */
  function columns(all) {
    const found = [...new Set(all.map((box) => box.column))].sort((a, b) => a - b);
    return found.flatMap((column) => {
      const own = all.filter((box) => box.column === column).sort((a, b) => a.kind - b.kind || a.id - b.id);
      const parts = Math.ceil(own.length / TALL);
      const size = Math.ceil(own.length / parts);
      return Array.from({ length: parts }, (_, part) => own.slice(part * size, (part + 1) * size));
    });
  }

  function place(stacks) {
    const heights = stacks.map((stack) => stack.reduce((sum, box) => sum + box.height + GAP, -GAP));
    const tallest = Math.max(...heights);
    stacks.forEach((stack, number) => {
      let y = (tallest - heights[number]) / 2;
      stack.forEach((box) => {
        Object.assign(box, { x: number * (WIDE + AISLE), y, width: WIDE, stack: number });
        y += box.height + GAP;
      });
    });
    return { width: stacks.length * (WIDE + AISLE) - AISLE, height: tallest };
  }

  /** Each box near the middle of what it is linked to: a few sweeps over the columns. */
  function order(stacks, relations, byId) {
    const middle = (box) => box.y + box.height / 2;
    const near = new Map();
    relations.forEach(([source, target]) => {
      near.set(source, [...(near.get(source) || []), byId.get(target)]);
      near.set(target, [...(near.get(target) || []), byId.get(source)]);
    });
    const wish = (box) => {
      const others = (near.get(box.id) || []).filter((other) => other.stack !== box.stack);
      return others.length ? others.reduce((sum, other) => sum + middle(other), 0) / others.length : middle(box);
    };
    for (let sweep = 0; sweep < 6; sweep += 1) {
      const turn = sweep % 2 ? [...stacks].reverse() : stacks;
      turn.forEach((stack) => {
        const wishes = new Map(stack.map((box) => [box, wish(box)]));
        stack.sort((a, b) => wishes.get(a) - wishes.get(b) || a.id - b.id);
        place(stacks);
      });
    }
  }

  /** A curve from side to side, with the point of its arrow. */
  function curve(source, target) {
    const back = target.stack < source.stack;
    const same = target.stack === source.stack;
    const from = { x: source.x + (back ? 0 : source.width), y: source.y + source.height / 2 };
    const to = { x: target.x + (back || same ? target.width : 0), y: target.y + target.height / 2 };
    const points = back || same ? 1 : -1; // which side of the target the arrow stands on
    const end = { x: to.x + points * 7, y: to.y };
    const bend = same ? 35 : Math.max(30, Math.abs(end.x - from.x) / 2);
    const out = from.x + (back ? -bend : bend);
    const path = `M${from.x},${from.y}C${out},${from.y} ${end.x + points * bend},${end.y} ${end.x},${end.y}`;
    return { path, head: `${to.x},${to.y} ${end.x},${to.y - 3.5} ${end.x},${to.y + 3.5}` };
  }

  /** Boxes and curves of an element's neighbourhood, with what was left out. */
  function neighbourhood(graph, centre, depth) {
    const { ids, relations, leftOut } = around(graph, centre, depth);
    const all = boxes(graph, ids);
    const byId = new Map(all.map((box) => [box.id, box]));
    const stacks = columns(all);
    place(stacks);
    order(stacks, relations, byId);
    const size = place(stacks);
    const edges = relations.map(([source, target, label]) => {
      const ends = { source: byId.get(source), target: byId.get(target), label: graph.labels[label] };
      return { ...ends, ...curve(ends.source, ends.target) };
    });
    return { centre: byId.get(centre), boxes: stacks.flat(), edges, leftOut, size };
  }

  window.cetakbiru = { neighbourhood };
})();
