import { createTheme, type ModalProps, type TooltipProps } from "@mantine/core";

/** Colours are in theme.css: Mantine would put its variables into a style tag, which the page's policy does not let through. */
export const theme = createTheme({
  primaryColor: "teal",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // It would lock scrolling by a style tag. Named and not imported: the first page has no use for it.
    Modal: { defaultProps: { lockScroll: false, centered: true } satisfies Partial<ModalProps> },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } satisfies Partial<TooltipProps> },
  },
});
