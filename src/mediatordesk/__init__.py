"""MediatorDesk (调解工作台): the desktop workstation of China's people's mediators."""

__version__ = "0.1.0"
