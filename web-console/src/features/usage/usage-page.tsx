import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { texts } from "../../shared/texts/index.js";
import { Page } from "../../shared/ui/page.js";
import { Panel } from "../../shared/ui/panel.js";
import { Loading, QueryView } from "../../shared/ui/query-view.js";
import { QuotaWarning } from "./quota-warning.js";
import { RefusalReasons } from "./refusal-reasons.js";
import { SourcesToday } from "./sources-today.js";
import { Today } from "./today.js";
import { type UsageReport, usageQuery } from "./usage-api.js";
import { UsageTable } from "./usage-table.js";

const UsageChart = lazy(() => import("./usage-chart.js"));

/** What the account has used, and what was refused. */
export function UsagePage() {
  const usage = useQuery(usageQuery);
  return (
    <Page title={texts.usage.title} isNarrow>
      <QuotaWarning />
      <QueryView query={usage}>{(report) => <Report report={report} />}</QueryView>
    </Page>
  );
}

function Report({ report }: { readonly report: UsageReport }) {
  const words = texts.usage;
  return (
    <>
      <Today report={report} />
      <Panel title={words.month} about={words.duplicatesText}>
        <Suspense fallback={<Loading />}>
          <UsageChart days={report.days} />
        </Suspense>
        <UsageTable days={report.days} />
      </Panel>
      <Panel title={words.reasons}>
        <RefusalReasons days={report.days} />
      </Panel>
      <Panel title={words.sources}>
        <SourcesToday sources={report.sources} />
      </Panel>
    </>
  );
}
