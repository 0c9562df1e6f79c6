#!/usr/bin/env bash
# Emacs for real, in batch: compiles dip-mode without a warning, opens every example, looks at the faces of its words, and
# indents it anew without a change. Needs emacs 27 or later.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cp editors/emacs/dip-mode.el "$place/"

emacs -Q --batch --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile "$place/dip-mode.el"

cat >"$place/test.el" <<'END'
(require 'dip-mode)
(defvar wrong 0)
(defun wrong (&rest what) (setq wrong (1+ wrong)) (message "%s" (apply #'format what)))
(defun face-of (text &optional from)
  (goto-char (or from (point-min)))
  (if (search-forward text nil t) (get-text-property (match-beginning 0) 'face) 'missing))

(dolist (file (directory-files-recursively "examples" "\\.dip\\'"))
  (with-current-buffer (find-file-noselect file)
    (unless (eq major-mode 'dip-mode) (wrong "%s: %s" file major-mode))
    (font-lock-ensure)
    (goto-char (point-min))
    (while (not (eobp))
      (let ((state (save-excursion (syntax-ppss (point)))))
        (skip-chars-forward " ")
        (let ((face (get-text-property (point) 'face))
              (line (line-number-at-pos)))
          (cond ((eolp))
                ((nth 3 state) (unless (eq face 'font-lock-string-face) (wrong "%s:%d: in a text: %s" file line face)))
                ((looking-at "[a-z-]+:") (unless (eq face 'font-lock-variable-name-face) (wrong "%s:%d: field: %s" file line face)))
                ((looking-at "[a-z]+ ") (unless (eq face 'font-lock-keyword-face) (wrong "%s:%d: record: %s" file line face))))
          (when (and (not (nth 3 state)) (looking-at "statement by [[:alpha:]-]+ \\([[:alpha:]-]+\\)"))
            (let ((verb (get-text-property (match-beginning 1) 'face)))
              (unless (eq verb 'font-lock-function-name-face) (wrong "%s:%d: verb: %s" file line verb))))))
      (forward-line))
    (let ((before (buffer-string)))
      (let ((inhibit-message t)) (indent-region (point-min) (point-max)))
      (unless (string= before (buffer-string))
        (wrong "%s: indented otherwise" file)
        (write-region nil nil (expand-file-name (concat (file-name-nondirectory file) ".out") (getenv "PLACE")))))
    (set-buffer-modified-p nil)))

(with-temp-buffer
  (insert "person тоқаев \"Қасым\"@kk { office \"President\" of KZ as acting from 2019-03-20 } # dip: allow x — y\n"
          "statement who by 周恩来, \"an aide\" for CN hoped to KZ \"a \\\" b\" { mood: negated; amount: over 3.8 billion EUR }\n"
          "topic t \"\"\"\n  # it's \"no\" comment \\\"\"\"@en { note: \"after\" }\nprogress a.b by KZ 2025~ fulfilled\n")
  (dip-mode)
  (font-lock-ensure)
  (dolist (pair '(("тоқаев" font-lock-type-face) ("Қасым" font-lock-string-face) ("@kk" font-lock-preprocessor-face)
                  ("office" font-lock-keyword-face) ("KZ" font-lock-constant-face) ("acting" font-lock-constant-face)
                  ("2019" font-lock-constant-face) ("allow" font-lock-preprocessor-face) ("y\n" font-lock-comment-face)
                  ("who" font-lock-type-face) ("hoped" font-lock-function-name-face) ("mood" font-lock-variable-name-face)
                  ("negated" font-lock-constant-face) ("over" font-lock-builtin-face) ("billion" font-lock-builtin-face)
                  ("EUR" font-lock-constant-face) ("# it's" font-lock-string-face) ("note" font-lock-variable-name-face)
                  ("after" font-lock-string-face) ("fulfilled" font-lock-constant-face)))
    (let ((face (face-of (car pair))))
      (unless (or (eq face (cadr pair)) (and (consp face) (memq (cadr pair) face))) (wrong "%s is %s, not %s" (car pair) face (cadr pair))))))

(with-temp-buffer
  (insert "talks.dip:6:9: warning[DIP0406] zoneless-call: the time of this call has no zone\n")
  (compilation-mode)
  (font-lock-ensure)
  (unless (get-text-property (point-min) 'compilation-message) (wrong "findings cannot be gone to")))

(kill-emacs (if (> wrong 0) 1 0))
END
PLACE=$place emacs -Q --batch -L "$place" -l "$place/test.el"
echo "$(emacs --version | head -1): colours and indentation of all examples are right."
