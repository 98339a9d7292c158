"""Pages become a PDF; PDFs become one."""
