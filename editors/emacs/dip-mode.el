;;; dip-mode.el --- Diplomatic records -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "27.1"))
;; Keywords: languages
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Colours and indentation for .dip files.  With eglot (part of Emacs 29), `M-x eglot' starts the language server,
;; `dip lsp'.  `M-x compile' with `dip check --format concise' lists findings that one can go to.

;;; Code:

(require 'compile)
(require 'rx)

(defgroup dip nil "Diplomatic records." :group 'languages)

(defcustom dip-indent-offset 2 "Columns by which a block stands in." :type 'integer :safe #'integerp)

(defvar dip-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    (modify-syntax-entry ?\\ "\\" table)
    (modify-syntax-entry ?- "_" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?' "." table)
    table))

;; An apostrophe or one `\"' in a long text is no more than itself; only three of them end it.
(defun dip--triple-quote ()
  "Mark the quotation marks just matched as the beginning or end of a long text."
  (let* ((start (match-beginning 0))
         (state (save-excursion (syntax-ppss start))))
    (cond ((nth 4 state))
          ((null (nth 3 state))
           (put-text-property start (1+ start) 'syntax-table (string-to-syntax "|"))
           (put-text-property (1+ start) (+ start 3) 'syntax-table (string-to-syntax ".")))
          ((eq (nth 3 state) t)
           (put-text-property start (+ start 2) 'syntax-table (string-to-syntax "."))
           (put-text-property (+ start 2) (+ start 3) 'syntax-table (string-to-syntax "|"))))
    nil))

(defun dip--backslash ()
  "Take the backslash just matched for a mere sign where it stands in a long text."
  (when (eq t (nth 3 (save-excursion (syntax-ppss (match-beginning 0)))))
    (string-to-syntax ".")))

(defconst dip--syntax-propertize
  (syntax-propertize-rules
   ("\"\"\"" (0 (ignore (dip--triple-quote))))
   ("\\\\" (0 (dip--backslash)))))

(eval-and-compile
  (defconst dip--id "[[:alpha:]]\\(?:\\sw\\|\\s_\\)*")
  (defconst dip--ref (concat dip--id "\\(?:\\." dip--id "\\)?"))
  ;; The beginning of a line, or behind `{' or `;'.
  (defconst dip--start "\\(?:^\\|[{;]\\)[ \t\u00a0]*"))

(defconst dip--records
  '("meeting" "person" "document" "party" "topic" "statement" "pledge" "progress" "attendee" "delegation" "office" "signature"))
(defconst dip--word-fields '("kind" "format" "status" "present" "mood" "force" "certainty" "plover"))
(defconst dip--fields
  (append dip--word-fields
          '("source" "against" "date" "made" "born" "died" "due" "from" "until" "note" "title" "url" "archive" "marking"
            "condition" "original" "name" "code" "duration" "amount" "total" "members" "parent" "broader" "part-of"
            "follows" "outcome" "reply-to" "reiterates" "supersedes" "owner" "reported-by" "beneficiary" "on-behalf-of"
            "host" "publisher" "author" "to" "via" "about" "place" "language")))

(defconst dip-font-lock-keywords
  `(("\\(#\\)[ \t]*\\(dip:[ \t]*allow\\)\\_>[ \t]*\\([[:alnum:], \t-]*?\\)[ \t]*\\(?: -\\|[—–:]\\|$\\)"
     (2 font-lock-preprocessor-face t) (3 font-lock-preprocessor-face t))
    ;; Fields, and the words that some of them take
    (,(concat dip--start "\\(" (regexp-opt dip--word-fields) "\\)[ \t]*:[ \t]*\\(" dip--id "\\)?")
     (1 font-lock-variable-name-face) (2 font-lock-constant-face nil t))
    (,(concat dip--start "\\(" (regexp-opt dip--fields) "\\|x-\\(?:\\sw\\|\\s_\\)+\\)[ \t]*:")
     (1 font-lock-variable-name-face))
    ;; Records, and what they declare
    (,(concat dip--start "\\(meeting\\|person\\|document\\|party\\|topic\\)\\_>[ \t]+\\(" dip--id "\\)")
     (1 font-lock-keyword-face) (2 font-lock-type-face))
    (,(concat dip--start "\\(statement\\|pledge\\)\\_>[ \t]+\\(" dip--id "\\)[ \t]+by\\_>")
     (1 font-lock-keyword-face) (2 font-lock-type-face))
    (,(concat dip--start "\\(" (regexp-opt dip--records) "\\)\\_>[ \t]*\\(?:[^: \t]\\|$\\)") (1 font-lock-keyword-face))
    ;; The verb: the first word behind the speakers with no comma or `for' before it
    (,(concat "\\_<by\\_>[ \t]+\\(?:" dip--ref "\\|\"[^\"\n]*\"\\)\\(?:[ \t]+for[ \t]+" dip--ref "\\)?"
              "\\(?:[ \t]*,[ \t]*\\(?:#.*\n[ \t\n]*\\|\n[ \t\n]*\\)?\\(?:" dip--ref "\\|\"[^\"\n]*\"\\)"
              "\\(?:[ \t]+for[ \t]+" dip--ref "\\)?\\)*[ \t]+\\(" dip--id "\\)")
     (1 (unless (member (match-string 1) '("to" "and" "verbatim" "undated")) 'font-lock-function-name-face)))
    ;; What has become of a pledge
    (,(concat dip--start "progress\\_>[^\"{#\n]*?\\_<\\(?:undated\\|[0-9][0-9T:+.?~%Z-]*\\)\\]?[ \t]+\\(" dip--id "\\)")
     (1 font-lock-constant-face))
    ("\\_<as\\_>[ \t]+\\([[:alpha:]]\\(?:\\sw\\|\\s_\\)*\\)" (1 font-lock-constant-face))
    ("\\_<\\(by\\|for\\|of\\|to\\|as\\|from\\|until\\|in\\|on-behalf-of\\|verbatim\\)\\_>[ \t]*\\(?:[^: \t]\\|$\\)"
     (1 font-lock-builtin-face))
    ;; Countries, days, sums
    ("\\_<\\([A-Z][A-Z]\\(?:[A-Z][A-Z]\\)?\\)\\_>" (1 font-lock-constant-face))
    ("\\_<undated\\_>" . font-lock-constant-face)
    ("\\(?:\\.\\.\\)?\\_<[0-9]\\{4\\}\\(?:-[0-9][0-9]\\)\\{0,2\\}\\(?:T[0-9:]+\\(?:Z\\|[+-][0-9:]+\\)?\\)?[?~%]?\\(?:\\.\\.\\)?"
     . font-lock-constant-face)
    ("\\_<\\(\\(?:about\\|over\\|under\\)[ \t]+\\)?\\([0-9]+\\(?:\\.[0-9]+\\)?\\)[ \t]+\\(thousand\\|million\\|billion\\)?[ \t]*\\([A-Z]\\{3\\}\\_>\\)?"
     (1 font-lock-builtin-face nil t) (2 font-lock-constant-face) (3 font-lock-builtin-face nil t)
     (4 font-lock-constant-face nil t))
    ;; The language of a text
    ("[\"]\\(@[A-Za-z0-9-]+\\)" (1 font-lock-preprocessor-face))
    ("\\\\\\(?:[\"\\n]\\|u{[[:xdigit:]]+}\\)" (0 font-lock-preprocessor-face prepend)))
  "What is coloured in `dip-mode'.")

(defun dip-indent-line ()
  "Indent as `dip fmt' does; the words of a long text stay where they are."
  (interactive)
  (let* ((state (save-excursion (syntax-ppss (line-beginning-position))))
         (closes-text (save-excursion (back-to-indentation) (looking-at-p "\"\"\"")))
         (closes-block (save-excursion (back-to-indentation) (looking-at-p "}"))))
    (if (and (nth 3 state) (not closes-text))
        'noindent
      (let ((column
             (save-excursion
               (if (nth 3 state)
                   (progn (goto-char (nth 8 state)) (+ (current-indentation) dip-indent-offset))
                 (* dip-indent-offset (max 0 (- (nth 0 state) (if closes-block 1 0))))))))
        ;; A block behind a long text stands at the text's own step, which is where the depth of braces puts it.
        (when (and (not (nth 3 state)) (dip--goes-on-p)) (setq column (+ column (* 2 dip-indent-offset))))
        (if (<= (current-column) (current-indentation))
            (indent-line-to column)
          (save-excursion (indent-line-to column)))))))

(defun dip--goes-on-p ()
  "Whether this line goes on with the list of the line before."
  (save-excursion
    (forward-line 0)
    (and (not (bobp))
         (progn (forward-comment (- (point))) (eq (char-before) ?,)))))

;;;###autoload
(define-derived-mode dip-mode prog-mode "dip"
  "Diplomatic records: who met whom, who said what, who promised what by when."
  (setq-local comment-start "# " comment-start-skip "#+[ \t]*" comment-end "")
  (setq-local syntax-propertize-function dip--syntax-propertize)
  (setq-local font-lock-defaults '(dip-font-lock-keywords))
  (setq-local font-lock-multiline t)
  (setq-local indent-line-function #'dip-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local compile-command "dip check --format concise")
  (setq-local imenu-generic-expression
              `((nil ,(concat "^\\(?:meeting\\|person\\|document\\|party\\|topic\\)[ \t]+\\(" dip--id "\\)") 1))))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.dip\\'" . dip-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(dip-mode . ("dip" "lsp"))))

;; `path:line:column: severity[CODE] name: message'
(add-to-list 'compilation-error-regexp-alist 'dip)
(add-to-list 'compilation-error-regexp-alist-alist
             '(dip "^\\([^:\n]+\\.dip\\):\\([0-9]+\\):\\([0-9]+\\): \\(?:error\\|\\(warning\\)\\|\\(note\\)\\)\\[DIP[0-9]+\\]"
                   1 2 3 (4 . 5)))

(provide 'dip-mode)
;;; dip-mode.el ends here
