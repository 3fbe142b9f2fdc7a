export async function startWeb(..._args: unknown[]): Promise<{ url: string; stop(): Promise<void> }> { throw new Error('not yet') }
