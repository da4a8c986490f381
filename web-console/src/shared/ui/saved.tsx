import { Text } from "@mantine/core";
import { texts } from "../texts/index.js";

/** Says that something was kept, also to those who do not see it. */
export function Saved({ isSaved, text = texts.general.saved }: { readonly isSaved: boolean; readonly text?: string }) {
  return (
    <div role="status">
      {isSaved && (
        <Text size="sm" c="teal" mt="xs">
          {text}
        </Text>
      )}
    </div>
  );
}
