const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  send: "M4 12l16-8-5 16-4-6zM11 14l9-10",
  attach: "M19 11l-7.5 7.5a4.5 4.5 0 0 1-6.4-6.4L13 4.3a3 3 0 0 1 4.3 4.3l-7.9 7.8a1.5 1.5 0 0 1-2.1-2.1L14 7.5",
  menu: "M5 7h14M5 12h14M5 17h9",
  close: "M6 6l12 12M18 6L6 18",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  down: "M12 5v14M6 13l6 6 6-6",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3zM12 15v5",
  file: "M7 3h7l4 4v14H7zM14 3v4h4M10 13h5M10 17h5",
  link: "M9 15l7-7M10 8h6v6",
  reply: "M10 6l-6 6 6 6M4 12h9c4 0 7 2 7 6",
  copy: "M9 9h10v11H9zM6 15H5V4h10v1",
  bin: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  tick: "M5 13l4.5 4.5L19 7",
  topic: "M9 4L7 20M17 4l-2 16M4 9h16M4 15h16",
  controls: "M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5",
  heart: "M12 20C5 15 3 11.5 3 8.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 9 1.5c0 3-2 6.5-9 11.5z",
};

/** A decorative line drawing; the element around it carries the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
