//! Packs a PDF's small objects into compressed object streams (PDF 1.5). A tagged book has tens of thousands of structure
//! elements, which the PDF writer leaves bare: more than half of its file.
//!
//! It reads the one form that this writer writes (one table of cross-references, generation 0, marks on lines of their own),
//! copies objects without looking into them, and refuses every other form. Streams keep their bytes.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Objects in a stream. More pack better, fewer let a reader get at one of them sooner.
const PER_STREAM: usize = 200;
/// Bytes of an entry in the new table: its kind, four for a place, two for an index.
const ENTRY: usize = 7;

/// The file is not of the form that the PDF writer writes.
#[derive(Debug, thiserror::Error)]
#[error("the PDF cannot be packed: {0}")]
pub(crate) struct PackError(&'static str);

/// The same document in fewer bytes.
pub(crate) fn pack(pdf: &[u8]) -> Result<Vec<u8>, PackError> {
    let file = File::read(pdf)?;
    let mut out = Out { bytes: file.head.to_vec(), entries: vec![[0; ENTRY]; file.count] };
    let (streams, small): (Vec<&Object<'_>>, Vec<&Object<'_>>) =
        file.objects.iter().partition(|object| object.body.ends_with(b"endstream"));
    for stream in streams {
        out.object(stream.number, stream.body)?;
    }
    for group in small.chunks(PER_STREAM) {
        out.object_stream(group)?;
    }
    out.finish(file.trailer)
}

/// A PDF cut into its objects.
struct File<'a> {
    head: &'a [u8],
    objects: Vec<Object<'a>>,
    /// One more than the highest number.
    count: usize,
    /// The trailer's entries but for the first, its size.
    trailer: &'a [u8],
}

struct Object<'a> {
    number: usize,
    /// What stands between `obj` and `endobj`.
    body: &'a [u8],
}

impl<'a> File<'a> {
    fn read(pdf: &'a [u8]) -> Result<Self, PackError> {
        let (rest, start) = last(pdf, b"startxref\n").ok_or(PackError("it does not say where its table is"))?;
        let table = leading_number(start).filter(|&at| at < rest.len()).ok_or(PackError("its table is not in it"))?;
        let (entries, trailer) = last(&rest[table..], b"trailer\n<</Size ").ok_or(PackError("it has no trailer"))?;
        let count = leading_number(trailer).ok_or(PackError("its trailer has no size"))?;
        let digits = trailer.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let trailer = trailer[digits..].trim_ascii_end().strip_suffix(b">>").ok_or(PackError("its trailer is open"))?;

        let section = format!("xref\n0 {count}\n");
        let entries = entries.strip_prefix(section.as_bytes()).ok_or(PackError("its table is in parts"))?;
        // Entries of twenty bytes: ten digits, five of the generation, `n` if the object exists.
        let exists = entries.chunks_exact(20).enumerate().filter(|(_, entry)| entry[17] == b'n');
        let places: Option<Vec<_>> = exists.map(|(number, entry)| Some((leading_number(entry)?, number))).collect();
        let mut places = places.ok_or(PackError("its table has an entry without a place"))?;
        places.sort_unstable();
        let ends = places.iter().skip(1).map(|&(at, _)| at).chain([table]);
        let objects: Option<Vec<_>> =
            places.iter().zip(ends).map(|(&(at, number), end)| Object::read(number, pdf.get(at..end)?)).collect();
        let mut objects = objects.ok_or(PackError("an object is not where its table says"))?;
        objects.sort_unstable_by_key(|object| object.number);
        let head = places.first().map_or(0, |&(at, _)| at);
        Ok(File { head: &pdf[..head], objects, count, trailer })
    }
}

impl<'a> Object<'a> {
    fn read(number: usize, bytes: &'a [u8]) -> Option<Self> {
        let body = bytes.strip_prefix(format!("{number} 0 obj\n").as_bytes())?;
        let body = body.trim_ascii_end().strip_suffix(b"endobj")?.strip_suffix(b"\n")?;
        Some(Object { number, body })
    }
}

/// What stands before and after the last occurrence of a mark.
fn last<'a>(bytes: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = bytes.windows(mark.len()).rposition(|window| window == mark)?;
    Some((&bytes[..at], &bytes[at + mark.len()..]))
}

fn leading_number(bytes: &[u8]) -> Option<usize> {
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    std::str::from_utf8(&bytes[..digits]).ok()?.parse().ok()
}

/// The new file.
struct Out {
    bytes: Vec<u8>,
    /// The table, by number of object.
    entries: Vec<[u8; ENTRY]>,
}

impl Out {
    /// Writes an object where the file ends.
    fn object(&mut self, number: usize, body: &[u8]) -> Result<(), PackError> {
        self.entries[number] = entry(1, self.bytes.len(), 0)?;
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        self.bytes.extend(body);
        self.bytes.extend(b"\nendobj\n\n");
        Ok(())
    }

    /// Writes objects into a stream, which is an object itself.
    fn object_stream(&mut self, group: &[&Object<'_>]) -> Result<(), PackError> {
        let number = self.entries.len();
        self.entries.push([0; ENTRY]);
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (place, object) in group.iter().enumerate() {
            self.entries[object.number] = entry(2, number, place)?;
            index.push_str(&format!("{} {} ", object.number, bodies.len()));
            bodies.extend(object.body);
            bodies.push(b'\n');
        }
        let dict = format!("/Type/ObjStm/N {}/First {}", group.len(), index.len());
        self.object(number, &stream(&dict, &[index.as_bytes(), &bodies])?)
    }

    /// Writes the table and where it is.
    fn finish(mut self, trailer: &[u8]) -> Result<Vec<u8>, PackError> {
        let at = self.bytes.len();
        let number = self.entries.len();
        self.entries.push(entry(1, at, 0)?);
        // Each byte as its difference from the one above (PNG's `Up`): places that grow evenly pack to almost nothing.
        let mut rows = Vec::with_capacity(self.entries.len() * (ENTRY + 1));
        let mut above = [0; ENTRY];
        for row in &self.entries {
            rows.push(2);
            rows.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = *row;
        }
        let size = self.entries.len();
        let trailer = std::str::from_utf8(trailer).map_err(|_| PackError("its trailer is not text"))?;
        let dict = format!("/Type/XRef/Size {size}{trailer}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {ENTRY}>>");
        let table = stream(&dict, &[&rows])?;
        self.object(number, &table)?;
        self.bytes.extend(format!("startxref\n{at}\n%%EOF\n").bytes());
        Ok(self.bytes)
    }
}

fn entry(kind: u8, place: usize, index: usize) -> Result<[u8; ENTRY], PackError> {
    let place = u32::try_from(place).map_err(|_| PackError("it is larger than 4 GB"))?.to_be_bytes();
    let index = u16::try_from(index).map_err(|_| PackError("a stream has too many objects"))?.to_be_bytes();
    Ok([kind, place[0], place[1], place[2], place[3], index[0], index[1]])
}

/// A compressed stream with the entries of its dictionary.
fn stream(dict: &str, parts: &[&[u8]]) -> Result<Vec<u8>, PackError> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let written = parts.iter().try_for_each(|part| encoder.write_all(part));
    let data = written.and_then(|()| encoder.finish()).map_err(|_| PackError("a stream cannot be compressed"))?;
    let mut out = format!("<<{dict}/Filter/FlateDecode/Length {}>>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "%PDF-1.7\n\n1 0 obj\n<</Type/Catalog>>\nendobj\n\n3 0 obj\n<</Length 2>>\nstream\nhi\nendstream\nendobj\n\nxref\n0 4\n0000000002 65535 f\r\n0000000010 00000 n\r\n0000000000 00000 f\r\n0000000044 00000 n\r\ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n94\n%%EOF";

    #[test]
    fn small_objects_move_into_a_stream_and_streams_stay() {
        let packed = pack(PLAIN.as_bytes()).unwrap();
        let text = String::from_utf8_lossy(&packed);
        assert!(text.starts_with("%PDF-1.7\n"), "{text}");
        assert!(text.contains("3 0 obj\n<</Length 2>>\nstream\nhi\nendstream\nendobj\n"), "{text}");
        assert!(!text.contains("/Catalog"), "{text}");
        assert!(text.contains("4 0 obj\n<</Type/ObjStm/N 1/First 4/Filter"), "{text}");
        assert!(text.contains("5 0 obj\n<</Type/XRef/Size 6/Root 1 0 R/W[1 4 2]"), "{text}");
        let (_, start) = last(&packed, b"startxref\n").unwrap();
        assert!(packed[leading_number(start).unwrap()..].starts_with(b"5 0 obj"));
    }

    #[test]
    fn another_form_is_refused() {
        let cases = [
            String::new(),
            PLAIN.replace("startxref\n94", "startxref\n999"),
            PLAIN.replace("xref\n0 4", "xref\n0 3"),
            PLAIN.replace("0000000010", "0000000011"),
            PLAIN.replace("/Size 4", "/Prev 4"),
        ];
        for broken in cases {
            assert!(pack(broken.as_bytes()).is_err(), "{broken}");
        }
    }
}
