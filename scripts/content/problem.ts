// Problem: what the content linter finds, where it stands.

export interface Problem {
  file: string;
  line: number;
  message: string;
}
