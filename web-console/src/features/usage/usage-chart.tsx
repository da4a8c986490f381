import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import { texts } from "../../shared/texts/index.js";
import { dayName } from "../../shared/ui/format-time.js";
import { refusals } from "./sums.js";
import type { Day } from "./usage-api.js";

const HEIGHT = 260;

/** The last 30 days as bars. */
export default function UsageChart({ days }: { readonly days: readonly Day[] }) {
  const words = texts.usage;
  const data = [...days].reverse().map((day) => ({
    day: dayName(day.day),
    [words.accepted]: day.accepted,
    [words.duplicates]: day.duplicates,
    [words.refused]: refusals(day.refused),
  }));
  return (
    <div role="img" aria-label={words.chart}>
      <BarChart
        h={HEIGHT}
        data={data}
        dataKey="day"
        type="stacked"
        withLegend
        barChartProps={{ accessibilityLayer: false }}
        series={[
          { name: words.accepted, color: "teal.7" },
          { name: words.duplicates, color: "blue.5" },
          { name: words.refused, color: "red.7" },
        ]}
      />
    </div>
  );
}
