import { Table, Text } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { TableFrame } from "../../shared/ui/table-frame.js";
import { refusals } from "./sums.js";
import type { UsageReport } from "./usage-api.js";

/** The running day, source by source. */
export function SourcesToday({ sources }: Pick<UsageReport, "sources">) {
  const words = texts.usage;
  if (sources.length === 0) return <Text size="sm">{words.none}</Text>;
  return (
    <TableFrame label={words.sources}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{texts.general.sources}</Table.Th>
            <Table.Th>{words.accepted}</Table.Th>
            <Table.Th>{words.duplicates}</Table.Th>
            <Table.Th>{words.refused}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sources.map(({ source, accepted, duplicates, refused }) => (
            <Table.Tr key={source ?? ""}>
              <Table.Td>{source === undefined ? <em>{words.deleted}</em> : source}</Table.Td>
              <Table.Td>{accepted.toLocaleString()}</Table.Td>
              <Table.Td>{duplicates.toLocaleString()}</Table.Td>
              <Table.Td>{refusals(refused).toLocaleString()}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </TableFrame>
  );
}
