/** What a bundler import of a style sheet is to the type checker: nothing but its side effect. */
declare module '*.css'
