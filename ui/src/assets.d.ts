/** What bundler imports are to the type checker: a style sheet is its side effect, a file by `?url` is its address. */
declare module '*.css'
declare module '*?url' {
  const address: string
  export default address
}
