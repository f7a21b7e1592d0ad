/** The only bridge into a window: asks for a port to the core and passes it on. Bundled as CommonJS: sandboxed preloads take nothing else. */
import { contextBridge, ipcRenderer } from 'electron';

contextBridge.exposeInMainWorld('bancada', {
  host: 'electron',
  /** The port arrives as a `message` event of the window whose data is `bancada:port`. */
  connect: () => ipcRenderer.send('bancada:connect'),
});

ipcRenderer.on('bancada:port', (event) => {
  window.postMessage('bancada:port', window.location.origin, [...event.ports]);
});
