/** The one class of `aws4fetch` that is used here, with the arguments that it gets: it signs a request and sends nothing. */
declare module 'aws4fetch' {
  export class AwsV4Signer {
    constructor(request: {
      readonly method: string
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
      readonly accessKeyId: string
      readonly secretAccessKey: string
      readonly service: 's3'
      readonly region: string
      /** `YYYYMMDDTHHMMSSZ`. */
      readonly datetime: string
    })
    sign(): Promise<{ readonly url: URL; readonly headers: Headers }>
  }
}
