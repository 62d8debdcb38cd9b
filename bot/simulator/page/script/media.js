import { filePath } from "./api.js";
import { el } from "./dom.js";
import { icon } from "./icons.js";
import { showPicture } from "./dialogs.js";
import { inShort } from "./service.js";

const largest = (sizes) => sizes.reduce((best, size) => (size.width * size.height > best.width * best.height ? size : best));

/** A picture in its shape, so that nothing jumps when it arrives; a press shows it large. */
export function picture(message) {
  const size = largest(message.photo);
  const address = filePath(size.file_id);
  const about = message.caption ? inShort(message, 120) : "A picture";
  const image = el("img", { src: address, alt: about, width: size.width, height: size.height, decoding: "async" });
  const show = () => showPicture({ address, about, caption: message.caption ?? "", width: size.width, height: size.height });
  return el("button", { type: "button", class: "picture", "aria-haspopup": "dialog", onclick: show }, image);
}

/** Several pictures of one album in a grid. */
export const album = (messages) =>
  el("div", { class: `album of-${Math.min(messages.length, 4)}` }, ...messages.filter((one) => one.photo).map(picture));

export function documentCard(message) {
  const file = message.document;
  const name = file.file_name ?? "file";
  return el(
    "a",
    { class: "document", href: filePath(file.file_id), download: name, "aria-label": `Download ${name}, ${sizeInWords(file.file_size)}` },
    el("span", { class: "document-icon" }, icon("file")),
    el("span", { class: "document-words" }, el("span", { class: "document-name" }, name), el("span", { class: "document-size" }, sizeInWords(file.file_size))),
  );
}

export function sizeInWords(bytes) {
  if (bytes === undefined) return "size unknown";
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
