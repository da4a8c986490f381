import { Button, Group, Text, Textarea } from "@mantine/core";
import { useForm } from "@mantine/form";
import { texts } from "../../shared/texts/index.js";
import { Panel } from "../../shared/ui/panel.js";
import { ProblemAlert } from "../../shared/ui/problem-alert.js";
import { beyondFields, fieldErrors } from "../../shared/ui/problem-fields.js";
import { Saved } from "../../shared/ui/saved.js";
import { addedTo, linesOf } from "./address-lines.js";
import { changeSource, type Source } from "./sources-api.js";
import { useSourceChange } from "./use-source-change.js";

const FIELDS = ["allowedAddresses"] as const;
/** The server's name for the addresses that Safaricom documents. */
const PRESET = "safaricom";

export function AllowlistPanel({ source }: { readonly source: Source }) {
  const words = texts.sources;
  const form = useForm({ initialValues: { allowedAddresses: source.allowedAddresses.join("\n") } });
  const saving = useSourceChange((text: string) => changeSource(source.source, { allowedAddresses: linesOf(text) }), {
    onError: (error) => form.setErrors(fieldErrors(error, FIELDS)),
  });
  const error = beyondFields(saving.error, FIELDS);
  const addPreset = (): void => form.setFieldValue("allowedAddresses", (text) => addedTo(text, PRESET));
  return (
    <Panel title={words.allowTitle} about={words.allowText}>
      <form onSubmit={form.onSubmit(({ allowedAddresses }) => saving.mutate(allowedAddresses))} noValidate>
        {error && <ProblemAlert error={error} />}
        <Textarea
          label={words.allowed}
          description={words.allowHint}
          rows={4}
          spellCheck={false}
          {...form.getInputProps("allowedAddresses")}
        />
        <Text size="sm" c="dimmed" mt={4}>
          {words.presetIs}
        </Text>
        <Group mt="sm">
          <Button type="submit" variant="default" loading={saving.isPending}>
            {texts.general.save}
          </Button>
          <Button variant="subtle" onClick={addPreset}>
            {words.preset}
          </Button>
        </Group>
        <Saved isSaved={saving.isSuccess} />
      </form>
    </Panel>
  );
}
