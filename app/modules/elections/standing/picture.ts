import sharp from 'sharp'
import { err, ok, type Result } from '../../../platform/result.ts'

export const MOST_PICTURE_BYTES = 8 * 1024 * 1024
const SIDE = 480
/** A small file can unfold into a picture that fills the memory: 40 megapixels is more than any phone makes. */
const MOST_PIXELS = 40_000_000

/**
 * Makes a candidate's picture anew from what was sent: one size, WebP, turned upright, and nothing that came along in
 * the file (place, time, camera, thumbnails). The bytes that were sent are not kept.
 */
export async function makePicture(sent: Uint8Array): Promise<Result<Buffer, string>> {
  if (sent.byteLength > MOST_PICTURE_BYTES) return err('The picture must be smaller than 8 MB')
  try {
    const picture = sharp(sent, { limitInputPixels: MOST_PIXELS, failOn: 'error', animated: false })
    const { format } = await picture.metadata()
    if (!['jpeg', 'png', 'webp', 'heif', 'gif', 'tiff'].includes(format ?? '')) return err(UNREADABLE)
    return ok(
      await picture
        .rotate()
        .resize(SIDE, SIDE, { fit: 'cover', position: 'attention' })
        .webp({ quality: 80 })
        .toBuffer(),
    )
  } catch {
    // Whatever the decoder met, it is the sender's file that is at fault.
    return err(UNREADABLE)
  }
}

const UNREADABLE = 'The picture could not be read: send a JPEG, PNG or WebP'
