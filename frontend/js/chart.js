// Per-day charts from a JSON island {x: [ISO days], series: [{label, values, tone}]}.
import uPlot from "uplot";

const HEIGHT = 240;
const DAY = 86400;
const TONES = { accent: "--accent", ok: "--ok-dot", warn: "--warn-dot", bad: "--bad-dot", info: "--info-dot", quiet: "--fg-disabled" };

// The colour of a token as the theme shows it now; a canvas knows no custom properties.
function colour(token) {
  const probe = document.createElement("i");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

const faded = (css) => `color-mix(in oklab, ${css} 14%, transparent)`;

// Bars of several series side by side within their day.
function bars(index, total) {
  return (plot, seriesIndex, from, to) => {
    const fill = new Path2D();
    const slot = Math.abs(plot.valToPos(DAY, "x", true) - plot.valToPos(0, "x", true));
    const width = Math.max(1, Math.min((slot * 0.66) / total, 28 * devicePixelRatio));
    const zero = plot.valToPos(0, "y", true);
    for (let i = from; i <= to; i += 1) {
      const value = plot.data[seriesIndex][i];
      if (!value) continue;
      const left = plot.valToPos(plot.data[0][i], "x", true) - (width * total) / 2 + width * index;
      const top = plot.valToPos(value, "y", true);
      const radius = Math.min(3 * devicePixelRatio, width / 2);
      fill.roundRect(left, top, Math.max(1, width - devicePixelRatio), zero - top, [radius, radius, 0, 0]);
    }
    return { fill };
  };
}

function series({ series: all }, kind) {
  return all.map(({ tone }, index) => {
    const stroke = colour(TONES[tone] ?? "--accent");
    return kind === "lines"
      ? { stroke, width: 2, fill: index === 0 ? faded(stroke) : undefined, points: { show: false }, paths: uPlot.paths.spline() }
      : { fill: stroke, stroke: "transparent", width: 0, points: { show: false }, paths: bars(index, all.length) };
  });
}

function axes() {
  const font = `11px ${getComputedStyle(document.body).fontFamily}`;
  const axis = { stroke: colour("--fg-3"), font, ticks: { show: false }, border: { show: false } };
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { day: "numeric", month: "short", timeZone: "UTC" });
  const whole = (plot, values) => values.map((value) => (Number.isInteger(value) ? value.toLocaleString(document.documentElement.lang) : ""));
  return [
    { ...axis, size: 30, grid: { show: false }, space: 72, incrs: [1, 2, 7, 14, 28, 91].map((days) => days * DAY), values: (plot, times) => times.map((time) => format.format(time * 1000)) },
    { ...axis, size: 44, grid: { stroke: colour("--line-soft"), width: 1 }, values: whole },
  ];
}

function tooltip(host, data) {
  const box = document.createElement("div");
  box.className = "plot-tip";
  box.hidden = true;
  host.append(box);
  const format = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: "short", day: "numeric", month: "long", timeZone: "UTC" });
  return (plot) => {
    const { idx, left } = plot.cursor;
    box.hidden = idx === null || idx === undefined || left < 0;
    if (box.hidden) return;
    const title = document.createElement("strong");
    title.textContent = format.format(plot.data[0][idx] * 1000);
    const lines = data.series.map(({ label, values, tone }) => {
      const line = document.createElement("span");
      const key = document.createElement("i");
      key.className = `key ${tone}`;
      key.textContent = label;
      const figure = document.createElement("b");
      figure.className = "num";
      figure.textContent = (values[idx] ?? 0).toLocaleString(document.documentElement.lang);
      line.append(key, figure);
      return line;
    });
    box.replaceChildren(title, ...lines);
    const x = plot.valToPos(plot.data[0][idx], "x") + plot.over.offsetLeft;
    box.style.transform = `translate(${x > host.clientWidth / 2 ? x - box.offsetWidth - 14 : x + 14}px, 8px)`;
  };
}

export function mount(host) {
  const data = JSON.parse(document.getElementById(host.dataset.chart).textContent);
  const days = data.x.map((day) => Date.parse(`${day}T00:00:00Z`) / 1000);
  const kind = host.dataset.kind;
  let plot = null;
  const draw = () => {
    plot?.destroy();
    host.replaceChildren();
    const follow = tooltip(host, data);
    plot = new uPlot({
      width: host.clientWidth,
      height: host.clientHeight || HEIGHT,
      padding: [10, 8, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: kind === "lines", size: 7 }, drag: { x: false, y: false } },
      scales: {
        x: { time: true, range: (self, min, max) => [min - DAY * 0.6, max + DAY * 0.6] },
        y: { range: (self, min, max) => [0, Math.max(4, max * 1.08)] },
      },
      axes: axes(),
      series: [{}, ...series(data, kind)],
      hooks: { setCursor: [follow] },
      tzDate: (time) => uPlot.tzDate(new Date(time * 1000), "Etc/UTC"),
    }, [days, ...data.series.map(({ values }) => values)], host);
  };
  draw();
  new ResizeObserver(() => {
    if (plot && Math.abs(plot.width - host.clientWidth) > 2) plot.setSize({ width: host.clientWidth, height: host.clientHeight || HEIGHT });
  }).observe(host);
  document.addEventListener("theme", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
}
