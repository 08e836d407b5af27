/** The host's files name VS Code's global; this project has no VS Code types. */
type Thenable<T> = PromiseLike<T>;
