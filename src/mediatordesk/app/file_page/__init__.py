"""The place for the file of a case (卷宗): what is in it, what it lacks, binding it."""
