import { createTheme, Modal, Tooltip } from "@mantine/core";

/** Colours are in theme.css: Mantine would put its variables into a style tag, which the page's policy does not let through. */
export const theme = createTheme({
  primaryColor: "teal",
  defaultRadius: "md",
  cursorType: "pointer",
  respectReducedMotion: true,
  components: {
    // It would lock scrolling by a style tag.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true } }),
    Tooltip: Tooltip.extend({ defaultProps: { withArrow: true, openDelay: 300 } }),
  },
});
