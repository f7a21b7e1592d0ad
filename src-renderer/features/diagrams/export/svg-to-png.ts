// svgToPng: the picture at twice its size. A picture drawn on a canvas cannot see the fonts of the page, so Inter goes inside it.
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url';

const SCALE = 2;

async function dataUrl(url: string): Promise<string> {
  const blob = await (await fetch(url)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}

export async function svgToPng(svg: string): Promise<Blob> {
  const style = `<style>@font-face{font-family:'Inter Variable';font-weight:100 900;src:url(${await dataUrl(interUrl)})}</style>`;
  const url = URL.createObjectURL(new Blob([svg.replace(/(<svg[^>]*>)/, `$1${style}`)], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is too large for a PNG'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
