import { Table } from "@mantine/core";
import { texts } from "../../shared/texts/index.js";
import { dayName } from "../../shared/ui/format-time.js";
import { refusals } from "./sums.js";
import type { Day } from "./usage-api.js";
import classes from "./usage-table.module.css";

/** The chart for those who would rather read it; without days on which nothing came in. */
export function UsageTable({ days }: { readonly days: readonly Day[] }) {
  const words = texts.usage;
  const busy = days.filter((day) => day.accepted + day.duplicates + refusals(day.refused) > 0);
  return (
    <details className={classes["more"]}>
      <summary>{words.table}</summary>
      {busy.length === 0 ? (
        words.none
      ) : (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.day}</Table.Th>
              <Table.Th>{words.accepted}</Table.Th>
              <Table.Th>{words.duplicates}</Table.Th>
              <Table.Th>{words.refused}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {busy.map((day) => (
              <Table.Tr key={day.day}>
                <Table.Td>{dayName(day.day)}</Table.Td>
                <Table.Td>{day.accepted.toLocaleString()}</Table.Td>
                <Table.Td>{day.duplicates.toLocaleString()}</Table.Td>
                <Table.Td>{refusals(day.refused).toLocaleString()}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </details>
  );
}
