let asked = 0;

/**
 * Imports a module, also where an earlier try failed. A browser keeps that failure for the life of the page. So the module is
 * then asked for by another address.
 * @throws where it cannot be fetched now, either.
 */
export async function imported<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    // All browsers name the address in their message; what a module throws itself has none.
    const url = error instanceof TypeError ? /https?:\S+\.js\b/.exec(error.message)?.[0] : undefined;
    if (url === undefined) throw error;
    asked += 1;
    return (await import(/* @vite-ignore */ `${url}?again=${asked}`)) as Module;
  }
}
