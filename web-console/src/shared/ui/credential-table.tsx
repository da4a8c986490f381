import { Button, Table, Text } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { texts } from "../texts/index.js";
import { ConfirmTyped } from "./confirm-typed.js";
import { TableFrame } from "./table-frame.js";
import { Time } from "./time.js";
import { Visible } from "./visible.js";

/** A secret or a key as it may be listed. */
export interface Credential {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: string;
  readonly lastUsedAt?: string;
}

interface Props {
  readonly credentials: readonly Credential[];
  readonly label: string;
  readonly empty: string;
  readonly revokeText: string;
  readonly revoking: UseMutationResult<void, Error, string>;
}

/** Secrets or keys, by their first characters and their last use, each with its end. */
export function CredentialTable({ credentials, label, empty, revokeText, revoking }: Props) {
  const words = texts.keys;
  const [asked, setAsked] = useState<Credential>();
  const close = (): void => {
    setAsked(undefined);
    revoking.reset();
  };
  const revoke = (): void => {
    if (asked) revoking.mutate(asked.id, { onSuccess: close });
  };
  if (credentials.length === 0) return <Text size="sm">{empty}</Text>;
  return (
    <TableFrame label={label}>
      <Table verticalSpacing="xs" miw={520}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.name}</Table.Th>
            <Table.Th>{words.prefix}</Table.Th>
            <Table.Th>{words.created}</Table.Th>
            <Table.Th>{words.lastUsed}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {credentials.map((credential) => (
            <CredentialRow key={credential.id} credential={credential} onRevoke={() => setAsked(credential)} />
          ))}
        </Table.Tbody>
      </Table>
      <ConfirmTyped
        opened={asked !== undefined}
        title={words.revokeTitle}
        text={revokeText}
        action={words.revoke}
        isPending={revoking.isPending}
        error={revoking.error}
        onConfirm={revoke}
        onClose={close}
      />
    </TableFrame>
  );
}

function CredentialRow({ credential, onRevoke }: { readonly credential: Credential; readonly onRevoke: () => void }) {
  const { name, prefix, createdAt, lastUsedAt } = credential;
  const shown = name === "" ? texts.sources.unnamed : name;
  return (
    <Table.Tr>
      <Table.Td>
        <Visible text={shown} />
      </Table.Td>
      <Table.Td>
        <code>{prefix}…</code>
      </Table.Td>
      <Table.Td>
        <Time at={createdAt} />
      </Table.Td>
      <Table.Td>{lastUsedAt === undefined ? texts.general.never : <Time at={lastUsedAt} />}</Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-sm"
          variant="subtle"
          color="red"
          aria-label={texts.keys.revokeOf(`${shown} ${prefix}`)}
          onClick={onRevoke}
        >
          {texts.keys.revoke}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
