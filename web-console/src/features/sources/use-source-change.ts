import { type UseMutationOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type Source, sourceQuery, sourcesQuery } from "./sources-api.js";

type Options<Change> = Pick<UseMutationOptions<Source, Error, Change>, "onError" | "onSuccess">;

/** A change of a source, after which every page shows it as the server now has it. */
export function useSourceChange<Change>(change: (value: Change) => Promise<Source>, options: Options<Change> = {}) {
  const queries = useQueryClient();
  return useMutation({
    ...options,
    mutationFn: change,
    onSuccess: (source, ...rest) => {
      queries.setQueryData(sourceQuery(source.source).queryKey, source);
      void queries.invalidateQueries({ queryKey: sourcesQuery.queryKey, exact: true });
      return options.onSuccess?.(source, ...rest);
    },
  });
}
