import { Button, Table } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { Empty } from "../../shared/ui/empty.js";
import { Page } from "../../shared/ui/page.js";
import { QueryView } from "../../shared/ui/query-view.js";
import { TableFrame } from "../../shared/ui/table-frame.js";
import { Time } from "../../shared/ui/time.js";
import { Visible } from "../../shared/ui/visible.js";
import { type AuditEntry, auditQuery } from "./audit-api.js";

/** Who changed access to the account. */
export function AuditPage() {
  const words = texts.audit;
  const log = useInfiniteQuery(auditQuery);
  return (
    <Page title={words.title} about={words.about}>
      <QueryView query={log}>
        {({ pages }) => {
          const entries = pages.flatMap((page) => page.entries);
          return entries.length === 0 ? <Empty title={words.empty} /> : <AuditTable entries={entries} />;
        }}
      </QueryView>
      {log.hasNextPage && (
        <div>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {texts.general.more}
          </Button>
        </div>
      )}
    </Page>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const words = texts.audit;
  return (
    <TableFrame label={words.title}>
      <Table verticalSpacing="xs" miw={640}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.at}</Table.Th>
            <Table.Th>{words.action}</Table.Th>
            <Table.Th>{words.subject}</Table.Th>
            <Table.Th>{words.actor}</Table.Th>
            <Table.Th>{words.address}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ id, at, action, subject, actor, address }) => (
            <Table.Tr key={id}>
              <Table.Td>
                <Time at={at} />
              </Table.Td>
              <Table.Td>{words.actions[action] ?? action}</Table.Td>
              <Table.Td>{subject && <Visible text={subject} />}</Table.Td>
              <Table.Td>
                <Visible text={actor} />
              </Table.Td>
              <Table.Td>{address}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}
