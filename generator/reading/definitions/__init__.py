"""An audit definition's folder: its files, its checks, its versions."""
