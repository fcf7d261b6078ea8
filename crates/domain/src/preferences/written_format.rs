use crate::vocabulary::words;

words! {
    /// In which form somebody can read what is written to them (PDS, "Contact preference").
    WrittenFormat {
        /// In large print.
        LargePrint = "large-print",
        /// In Braille.
        Braille = "braille",
        /// Read aloud, on a tape or its successors.
        AudioTape = "audio-tape",
    }
}

impl WrittenFormat {
    /// The code of PDS, such as `12` for Braille.
    pub fn pds_code(self) -> &'static str {
        match self {
            Self::LargePrint => "11",
            Self::Braille => "12",
            Self::AudioTape => "13",
        }
    }

    /// Reads the code of PDS.
    pub fn from_pds_code(code: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.pds_code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pds_code_comes_back() {
        for format in WrittenFormat::ALL {
            let code = format.pds_code();
            assert_eq!(WrittenFormat::from_pds_code(code), Some(*format));
        }
        assert_eq!(WrittenFormat::from_pds_code("10"), None);
    }
}
