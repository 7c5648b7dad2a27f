/** The wave mark as a file of its own: what `WaveMark` draws, cut to a circle. */
export const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><clipPath id="c"><circle cx="24" cy="24" r="24"/></clipPath><g clip-path="url(#c)"><path fill="#f7b32b" d="M0 0h48v48H0z"/><path fill="#fffefa" d="M0 27c7-1 11-11 20-11 10 0 12 9 28 6v26H0z"/><path fill="#1b5e36" d="M0 33c8 0 12-9 21-9 10 0 13 9 27 5v19H0z"/><path fill="#8b4a83" d="M0 40c9 0 13-8 22-8s14 8 26 4v12H0z"/></g></svg>'
