interface Props {
  /** Width and height in pixels. */
  readonly size: number;
}

/** The drawing of `icon.svg`, as part of the page: an image of its own is asked for only when the page is there, and keeps it busy. */
export function Mark({ size }: Props) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#087f5b" />
      <path
        d="M8 11h9a5 5 0 0 1 0 10h-3M8 16h6M8 21h2"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="24" cy="16" r="2.2" fill="#fff" />
    </svg>
  );
}
