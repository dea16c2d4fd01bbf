package io.neonwatch.collector.sampling.relations;

/** An index that does nothing that another one does not do as well. */
record RedundantIndex(IndexDefinition index, IndexDefinition by, Why why) {

    enum Why {
        /** The other one is the same. */
        DUPLICATE,
        /** The other one begins with the same keys. */
        CONTAINED
    }
}
