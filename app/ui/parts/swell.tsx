/** The edge of every plum band: a crest of marigold, then the ground of what comes next. Decorative. */
export function Swell({ into }: { into: 'page' | 'footer' }) {
  return (
    <svg
      class={`gs-swell gs-swell--${into}`}
      viewBox="0 0 1200 40"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <path class="gs-swell__crest" d="M0 24C260 -8 520 4 760 20S1080 34 1200 10V44H0Z" />
      <path class="gs-swell__ground" d="M0 30C260 2 520 10 760 25S1080 37 1200 19V44H0Z" />
    </svg>
  )
}
