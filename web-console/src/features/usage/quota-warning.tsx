import { Alert } from "@mantine/core";
import { IconGauge } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { texts } from "../../shared/texts/index.js";
import { usedPart, warningOf } from "./sums.js";
import { usageQuery } from "./usage-api.js";

/** Says so before the day's events are used up, and when they are; nothing while there is room, or while it is not known. */
export function QuotaWarning() {
  const words = texts.usage;
  const { data } = useQuery(usageQuery);
  const warning = data && warningOf(data.today);
  if (data === undefined || warning === undefined) return null;
  const isReached = warning === "reached";
  return (
    <Alert
      role="status"
      color={isReached ? "red" : "yellow"}
      variant="light"
      icon={<IconGauge />}
      title={isReached ? words.reached : words.warning(Math.floor(usedPart(data.today) * 100))}
    >
      {isReached ? words.reachedText : words.warningText}
    </Alert>
  );
}
