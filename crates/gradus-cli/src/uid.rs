//! A course's uid: a random UUID, version 4, made up once in its life.

use crate::failure::Failure;

/// A new uid.
pub(crate) fn fresh() -> Result<String, Failure> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(format!("the system gives no random numbers: {error}")))?;
    Ok(format(bytes))
}

fn format(mut bytes: [u8; 16]) -> String {
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

#[cfg(test)]
mod tests {
    #[test]
    fn is_a_version_4_uuid() {
        assert_eq!(super::format([0xff; 16]), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }
}
