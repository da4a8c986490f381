import type { ReactNode } from "react";
import { AllowlistPanel } from "./allowlist-panel.js";
import { DeleteSourcePanel } from "./delete-source-panel.js";
import { GeneralPanel } from "./general-panel.js";
import { IngestKeyPanel } from "./ingest-key-panel.js";
import { PausePanel } from "./pause-panel.js";
import type { Source } from "./sources-api.js";

interface Props {
  readonly source: Source;
  /** The source's secrets, which are a feature of their own. */
  readonly secrets: ReactNode;
  readonly onDeleted: () => void;
}

/** The settings of a source. */
export function SourceSettingsPage({ source, secrets, onDeleted }: Props) {
  return (
    <>
      {secrets}
      <IngestKeyPanel source={source} />
      <AllowlistPanel source={source} />
      <GeneralPanel source={source} />
      <PausePanel source={source} />
      <DeleteSourcePanel source={source} onDeleted={onDeleted} />
    </>
  );
}
