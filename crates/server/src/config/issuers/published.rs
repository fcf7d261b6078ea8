use async_trait::async_trait;
use contactable_domain::ports::{KeySource, Unavailable};

use crate::demo;

/// Keys as an issuer publishes them, unless the demo's are among them, with which anybody can make tokens.
pub struct Published<S>(pub S);

#[async_trait]
impl<S: KeySource> KeySource for Published<S> {
    async fn fetch(&self) -> Result<String, Unavailable> {
        let keys = self.0.fetch().await?;
        if demo::is_demo_key_set(&keys) {
            return Err(Unavailable(
                "the demo's keys are among those published".to_owned(),
            ));
        }
        Ok(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Says(String);

    #[async_trait]
    impl KeySource for Says {
        async fn fetch(&self) -> Result<String, Unavailable> {
            Ok(self.0.clone())
        }
    }

    #[tokio::test]
    async fn the_demos_keys_are_refused_wherever_they_come_from() {
        let others = Published(Says(r#"{"keys":[]}"#.to_owned()));
        assert!(others.fetch().await.is_ok());
        let demos = Published(Says(demo::key_set().unwrap()));
        assert!(demos.fetch().await.is_err());
    }
}
