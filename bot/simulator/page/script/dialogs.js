import { el, freshId } from "./dom.js";
import { icon } from "./icons.js";

/** A modal dialog that removes itself; the browser gives the focus back to where it was. */
function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const closer = (label = "Close") =>
  el("button", { type: "button", class: "round", "aria-label": label, onclick: (event) => event.target.closest("dialog").close() }, icon("close"));

/** A picture as large as the window allows; a press on it switches to its full size. */
export function showPicture({ address, about, caption, width, height }) {
  const image = el("img", { src: address, alt: about, width, height });
  const zoom = el("button", { type: "button", class: "viewer-zoom", "aria-pressed": "false", "aria-label": "Full size" }, image);
  zoom.addEventListener("click", () => {
    const full = dialog.classList.toggle("full");
    zoom.setAttribute("aria-pressed", String(full));
  });
  const dialog = el(
    "dialog",
    { class: "viewer", "aria-label": about },
    el("div", { class: "viewer-bar" }, el("a", { href: address, download: "picture.png", class: "quiet" }, "Save"), closer("Close the picture")),
    el("div", { class: "viewer-stage" }, zoom),
    caption && el("p", { class: "viewer-caption", dir: "auto" }, caption),
  );
  show(dialog);
  dialog.querySelector(".round").focus();
}

/** The words of a bot that wants to be noticed. */
export function showAlert(title, words) {
  const heading = freshId("alert");
  const text = freshId("alert");
  const ok = el("button", { type: "button", class: "primary", onclick: () => dialog.close() }, "OK");
  const dialog = el(
    "dialog",
    { class: "sheet alert", role: "alertdialog", "aria-labelledby": heading, "aria-describedby": text },
    el("h2", { id: heading }, title),
    el("p", { id: text, dir: "auto" }, words),
    el("div", { class: "sheet-end" }, ok),
  );
  show(dialog);
  ok.focus();
}

/** A list of things to do: [{name, label, does}]. */
export function showActions(title, actions) {
  const heading = freshId("actions");
  const choose = (does) => {
    dialog.close();
    does();
  };
  const row = ({ name, label, does }) =>
    el("li", {}, el("button", { type: "button", class: "action", onclick: () => choose(does) }, icon(name), label));
  const dialog = el(
    "dialog",
    { class: "sheet", "aria-labelledby": heading },
    el("div", { class: "sheet-head" }, el("h2", { id: heading }, title), closer()),
    el("ul", { class: "actions" }, ...actions.map(row)),
  );
  show(dialog);
}

/** Before a file goes out: its name, a caption, and as what. Calls `send({kind, caption})`. */
export function showUpload(file, send) {
  const heading = freshId("upload");
  const isPicture = /^image\/(png|jpeg|webp|gif)$/u.test(file.type);
  const caption = el("textarea", { rows: "2", dir: "auto", maxlength: "1024", id: freshId("caption") });
  const asPicture = el("input", { type: "radio", name: "kind", value: "photo", checked: isPicture });
  const asFile = el("input", { type: "radio", name: "kind", value: "document", checked: !isPicture });
  const preview = isPicture ? URL.createObjectURL(file) : null;
  const finish = (event) => {
    event.preventDefault();
    dialog.close();
    send({ kind: asPicture.checked ? "photo" : "document", caption: caption.value.trim() });
  };
  const form = el(
    "form",
    { onsubmit: finish },
    preview && el("img", { class: "upload-preview", src: preview, alt: "" }),
    el("p", { class: "upload-name" }, file.name),
    isPicture && el("fieldset", { class: "either" }, el("legend", {}, "Send it as"), el("label", {}, asPicture, " a picture"), el("label", {}, asFile, " a file")),
    el("label", { for: caption.id }, "Caption, if you like"),
    caption,
    el("div", { class: "sheet-end" }, el("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel"), el("button", { class: "primary" }, "Send")),
  );
  const dialog = el(
    "dialog",
    { class: "sheet", "aria-labelledby": heading },
    el("div", { class: "sheet-head" }, el("h2", { id: heading }, "Send a file"), closer()),
    form,
  );
  dialog.addEventListener("close", () => preview && URL.revokeObjectURL(preview));
  show(dialog);
  caption.focus();
}
