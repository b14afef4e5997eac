// Bars as SVG, drawn by ECharts without a browser. It is installed, pinned, into the cache: only the report needs it.
// Called by report.ts.
import { createRequire } from "node:module";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { installPackages } from "../peers.ts";

/** The library. */
const LIBRARY: Readonly<Record<string, string>> = { echarts: "6.1.0" };
const WIDTH = 760;
const BAR = 20;
const MARGIN = 70;
const OURS = "#1b6ef3";
const OTHERS = "#9aa5b1";

interface Chart {
  setOption(option: object): void;
  renderToSVGString(): string;
  dispose(): void;
}

interface ECharts {
  init(element: null, theme: null, options: object): Chart;
}

/** A bar. */
export interface Bar {
  /** Its name. */
  readonly name: string;
  /** Its length. */
  readonly value: number;
  /** Whether it is Samsa's. */
  readonly ours: boolean;
}

/** Draws bars, the shortest on top, into a file of `folder`. */
export function drawBars(
  file: string,
  { title, unit, bars, folder }: {
    readonly title: string;
    readonly unit: string;
    readonly bars: readonly Bar[];
    readonly folder: string;
  },
): void {
  const library = createRequire(join(installPackages("echarts", LIBRARY), "package.json"))("echarts") as ECharts;
  const height = bars.length * BAR + MARGIN;
  const chart = library.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  const sorted = bars.toSorted((a, b) => a.value - b.value);
  chart.setOption({
    animation: false,
    backgroundColor: "#ffffff",
    title: { text: title, textStyle: { fontSize: 14 } },
    grid: { left: 190, right: 60, top: 34, bottom: 32 },
    xAxis: { type: "value", name: unit, nameLocation: "middle", nameGap: 20 },
    yAxis: { type: "category", inverse: true, data: sorted.map((bar) => bar.name), axisLabel: { interval: 0 } },
    series: [{
      type: "bar",
      data: sorted.map(({ value, ours }) => ({
        value: Number(value.toPrecision(3)),
        itemStyle: { color: ours ? OURS : OTHERS },
      })),
      label: { show: true, position: "right", fontSize: 11 },
    }],
  });
  writeFileSync(join(folder, file), chart.renderToSVGString());
  chart.dispose();
}
