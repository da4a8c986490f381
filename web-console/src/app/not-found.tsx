import { texts } from "../shared/texts/index.js";
import { LinkButton } from "../shared/ui/links.js";
import { Page } from "../shared/ui/page.js";
import { PlainShell } from "./shell.js";

export function NotFound() {
  return (
    <PlainShell>
      <Page title={texts.general.notFoundTitle} about={texts.general.notFoundText} isNarrow>
        <div>
          <LinkButton to="/sources">{texts.general.toSources}</LinkButton>
        </div>
      </Page>
    </PlainShell>
  );
}
