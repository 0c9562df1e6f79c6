# What one does here, by name.

# Runs the tests.
test:
    cargo test

# Everything that a change must pass.
ci:
    .ci/run

# Accepts the printed expectations; read the difference.
bless:
    DIP_BLESS=1 cargo test

# Checks the examples.
examples:
    cargo run --release -- check examples
