import { Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { CredentialTable } from "../../shared/ui/credential-table.js";
import { NamedMaker } from "../../shared/ui/named-maker.js";
import { Panel } from "../../shared/ui/panel.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { ShownOnce } from "../../shared/ui/shown-once.js";
import { createSecret, revokeSecret, secretsQuery } from "./secrets-api.js";

/** The secrets of a source: made, shown once, listed by their first characters, revoked. */
export function SecretsPanel({ source }: { readonly source: string }) {
  const words = texts.sources;
  const queries = useQueryClient();
  const secrets = useQuery(secretsQuery(source));
  const changed = () => queries.invalidateQueries({ queryKey: secretsQuery(source).queryKey });
  const making = useMutation({ mutationFn: (name: string) => createSecret(source, name), onSuccess: changed });
  const revoking = useMutation({ mutationFn: (id: string) => revokeSecret(source, id), onSuccess: changed });
  return (
    <Panel title={words.secretsTitle} about={words.secretsText}>
      <Text c="dimmed" size="sm" maw={680}>
        {words.sessionsText}
      </Text>
      <QueryView query={secrets}>
        {(found) => (
          <CredentialTable
            credentials={found}
            label={words.secretsTitle}
            empty={words.secretsEmpty}
            revokeText={words.secretRevokeText}
            revoking={revoking}
          />
        )}
      </QueryView>
      <NamedMaker
        label={words.secretName}
        placeholder={words.secretPlaceholder}
        action={words.createSecret}
        making={making}
      />
      <ShownOnce
        value={making.data?.secret}
        title={words.secretShownTitle}
        use={words.secretsText}
        once={words.secretOnce}
        onKept={() => making.reset()}
      />
    </Panel>
  );
}
