/** The results for people. */
import type { Cold } from "./cold.ts";
import type { FeatureTime } from "./features.ts";
import type { Keystroke } from "./keystroke.ts";
import type { Stats } from "./measure.ts";
import type { Size } from "./sizes.ts";

export interface Results {
  readonly node: string;
  readonly cpus: number;
  readonly load: { readonly before: readonly number[]; readonly after: readonly number[] };
  readonly cold: readonly Cold[];
  readonly keystrokes: readonly Keystroke[];
  readonly features: readonly FeatureTime[];
  /** Of a configuration with 200 servers. */
  readonly map: readonly FeatureTime[];
  readonly sizes: readonly Size[];
}

export function toText(results: Results): string {
  const { before, after } = results.load;
  const sections = [
    `Node ${results.node}, ${results.cpus} CPUs, load ${averages(before)} before, ${averages(after)} after`,
    "Times in ms: median (min to max)",
    `Cold check: a process of dist/cli.cjs\n${results.cold.map(coldText).join("")}`,
    `Keystroke to findings, in the server\n${results.keystrokes.map(keystrokeText).join("")}`,
    `Keystroke to an answer, 10,000 lines\n${results.features.map(featureText).join("")}`,
    `TLS map of 200 servers\n${results.map.map(featureText).join("")}`,
    `Sizes in KB (gzipped)\n${results.sizes
      .map((it) => `  ${it.file.padEnd(28)}${kb(it.bytes)} (${kb(it.gzipped)})\n`)
      .join("")}`,
  ];
  return `${sections.join("\n\n")}`;
}

function coldText({ lines, check, nginx, nginxWithoutTls, peakRss, cpu, findings }: Cold): string {
  const name = `${lines.toLocaleString("en")} lines`.padEnd(16);
  const rest = `CPU ${cpu.median.toFixed(0)}, peak RSS ${peakRss.median.toFixed(0)} MB, ${findings} findings`;
  return [
    `  ${name}${times(check)}, ${rest}\n`,
    nginx ? `    nginx -t              ${times(nginx)}, ratio ${ratio(check, nginx)}\n` : "",
    nginxWithoutTls
      ? `    nginx -t, TLS removed ${times(nginxWithoutTls)}, ratio ${ratio(check, nginxWithoutTls)}\n`
      : "",
  ].join("");
}

function keystrokeText({ name, time, heap, buffers }: Keystroke): string {
  const memory = `heap ${heap.toFixed(0)} MB, buffers ${buffers.toFixed(0)} MB`;
  return `  ${name.padEnd(24)}${times(time)}, p95 ${time.p95.toFixed(2)}, CPU ${time.cpu.toFixed(2)}, ${time.runs} runs, ${memory}\n`;
}

function featureText({ name, time }: FeatureTime): string {
  return `  ${name.padEnd(24)}${times(time)}, p95 ${time.p95.toFixed(2)}, CPU ${time.cpu.toFixed(2)}, ${time.runs} runs\n`;
}

function times({ median, min, max }: Stats): string {
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`;
}

function ratio(ours: Stats, theirs: Stats): string {
  return (ours.median / theirs.median).toFixed(2);
}

function kb(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function averages(load: readonly number[]): string {
  return load.map((it) => it.toFixed(2)).join(" ");
}
